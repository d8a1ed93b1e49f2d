import { UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui";
import { roleTexts } from "../texts";
import { type Holder, nameOfHolder } from "./role-rows";

interface HolderNameProps {
  holder: Holder;
  /** Of a principal, where it is known. */
  kind?: "agent" | "person";
  /** Beside the name, where it is another one. */
  displayName?: string;
  /** Below the name. */
  detail?: ReactNode;
}

/** A group or a principal: its mark, its name, and what is to be said of it. */
export function HolderName({ holder, kind = "agent", displayName, detail }: HolderNameProps) {
  const name = nameOfHolder(holder);
  const isGroup = "group" in holder;
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {isGroup ? (
        <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-md border border-line bg-raised text-muted">
          <UsersRound aria-hidden="true" className="size-3.5" />
        </span>
      ) : (
        <Avatar id={name} name={displayName ?? name} kind={kind} size="sm" />
      )}
      <span className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <bdi className="break-all font-medium text-ink">{displayName ?? name}</bdi>
          {displayName && displayName !== name ? (
            <bdi className="break-all font-mono text-faint text-xs">{name}</bdi>
          ) : null}
          <span className="sr-only">{isGroup ? roleTexts.group : roleTexts.principal}</span>
        </span>
        {detail ? <span className="block text-faint text-xs">{detail}</span> : null}
      </span>
    </span>
  );
}
