"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import type { FilteredMessage, Predicate } from "@/sdk/filter";
import { filterParameter } from "./address";

export interface LiveFilter {
  /** As it stands in the address; empty: everything is shown. */
  text: string;
  /** Whether a message is to be shown; absent while everything is. The same function for the same filter, and quick for messages it has seen. */
  keeps: Predicate | undefined;
}

type Language = typeof import("@/sdk/filter");

/** The live filter as it stands in the page's address; empty: everything is shown. */
export function useLiveFilterText(): string {
  return useSearchParams().get(filterParameter) ?? "";
}

/** The live filter that the page's address holds, for whoever `me` is in it. The language is fetched when there is one. */
export function useLiveFilter(me: { id: string; groups: readonly string[] }): LiveFilter {
  const text = useLiveFilterText();
  const [language, setLanguage] = useState<Language>();
  const isWanted = text !== "";
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    void import("@/sdk/filter").then((loaded) => isCurrent && setLanguage(loaded));
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);
  const { id, groups } = me;
  const keeps = useMemo(() => {
    if (!language || text === "") return undefined;
    const { filter } = language.parseFilter(text);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return remembering(language.compileFilter(filter, { me: { id, groups }, now: new Date(), zone }));
  }, [language, text, id, groups]);
  return { text, keeps };
}

/** What a message says does not change: each envelope is looked at once. */
function remembering(predicate: Predicate): Predicate {
  const known = new WeakMap<FilteredMessage["envelope"], boolean>();
  return (message) => {
    const before = known.get(message.envelope);
    if (before !== undefined) return before;
    const answer = predicate(message);
    known.set(message.envelope, answer);
    return answer;
  };
}
