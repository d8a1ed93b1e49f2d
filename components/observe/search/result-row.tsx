"use client";

import { Lock, MessageSquareText } from "lucide-react";
import Link from "next/link";
import { Avatar, Badge, Tooltip } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { messageAddress } from "./address";
import { searchTexts } from "./texts";

export type SearchHit = RouterOutputs["search"]["messages"]["hits"][number];

interface ResultRowProps {
  spaceId: string;
  hit: SearchHit;
  /** Stays beside the conversation; absent where the search lies over it. */
  query: string | undefined;
  /** The sender, where more than their id is known. */
  sender: { displayName: string; kind: "agent" | "person" } | undefined;
}

/** A message that was found; it leads to its conversation. */
export function ResultRow({ spaceId, hit, query, sender }: ResultRowProps) {
  const { place, source, storedAt, type, redaction } = hit;
  const name = sender?.displayName || source;
  return (
    <Link
      href={messageAddress(spaceId, place, hit.sequence, query)}
      prefetch={false}
      data-result=""
      className="block border-line border-b px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex items-center gap-2 text-muted text-xs">
        <Avatar id={source} name={name} kind={sender?.kind ?? "agent"} size="xs" />
        <bdi className="min-w-0 truncate font-semibold text-[13px] text-ink">{name}</bdi>
        {type === "text" ? null : <Badge className="min-w-0 truncate">{type}</Badge>}
        <Tooltip label={searchTexts.exactly(storedAt)} side="left">
          <time dateTime={storedAt} className="ml-auto shrink-0 tabular-nums">
            {searchTexts.at(storedAt)}
          </time>
        </Tooltip>
      </span>
      <span className="mt-1 line-clamp-4 block text-[13px] text-ink leading-5 [overflow-wrap:anywhere]">
        {redaction ? <em className="text-muted">{searchTexts.redacted}</em> : <Marked excerpt={hit.excerpt} />}
      </span>
      <span className="mt-1 flex items-center gap-1 text-muted text-xs">
        {place.isPrivate ? <Lock className="size-3 shrink-0" aria-hidden="true" /> : null}
        {place.thread && !place.isPrivate ? <MessageSquareText className="size-3 shrink-0" aria-hidden="true" /> : null}
        <bdi className="truncate">{searchTexts.place(place.channel, place.thread)}</bdi>
      </span>
    </Link>
  );
}

function Marked({ excerpt: { text, marks, isCutBefore, isCutAfter } }: Pick<SearchHit, "excerpt">) {
  if (text === "") return <em className="text-muted">{searchTexts.empty}</em>;
  const ends = [0, ...marks.map(([, to]) => to)];
  return (
    <bdi>
      {isCutBefore ? "… " : null}
      {marks.map(([from, to], index) => (
        <span key={from}>
          {withoutFences(text.slice(ends[index], from))}
          <mark className="rounded-xs bg-warning-soft text-ink">{text.slice(from, to)}</mark>
        </span>
      ))}
      {withoutFences(text.slice(ends.at(-1)))}
      {isCutAfter ? " …" : null}
    </bdi>
  );
}

/** Code stands in line here. */
function withoutFences(text: string): string {
  return text.replace(/`{3,}[\w+-]*\s?/g, "");
}
