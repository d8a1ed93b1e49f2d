"use client";

import { createContext, type ReactNode, useContext } from "react";
import { resolvedMention } from "@/sdk/protocol/mentions";
import { forMeTexts } from "../../attention/texts";

/** Whom the message around mentions, as the policy knew them when it was sent. */
const MentionsContext = createContext<readonly string[] | undefined>(undefined);

export const MentionsProvider = MentionsContext.Provider;

interface MentionMarkProps {
  /** As it stands in the text, without the `@`. */
  name: string;
  children: ReactNode;
}

/** A name in a text: stands out when it stands for somebody who reads there, and is shown as nobody's otherwise. */
export function MentionMark({ name, children }: MentionMarkProps) {
  const canonical = resolvedMention(name, useContext(MentionsContext));
  if (canonical === undefined) {
    return (
      <span
        data-mention="unresolved"
        title={forMeTexts.unresolved}
        className="text-muted underline decoration-dotted underline-offset-3"
      >
        {children}
        <span className="sr-only"> ({forMeTexts.unresolved})</span>
      </span>
    );
  }
  return (
    <mark
      data-mention={canonical}
      title={meaningOf(canonical)}
      className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent"
    >
      {children}
    </mark>
  );
}

function meaningOf(canonical: string): string | undefined {
  if (canonical === "here") return forMeTexts.mentionsHere;
  return canonical.startsWith("group:") ? forMeTexts.mentionsGroup(canonical.slice("group:".length)) : undefined;
}
