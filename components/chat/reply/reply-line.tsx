"use client";

import Link from "next/link";
import { useProfile } from "../members/directory";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import type { TimelineRow } from "../timeline/rows";
import { Quote } from "./quote";
import { replyTexts } from "./texts";
import { useQuoted } from "./use-quoted";

/**
 * What a message answers, above it and leading there. Agents answer most often what stands right above: of that nothing is
 * said. Always of one height, so that nothing moves when it becomes known.
 */
export function ReplyLine({ row }: { row: TimelineRow }) {
  const { kind } = useProfile(row.envelope.source);
  const id = row.envelope.causationId;
  if (!row.answers || id === undefined || (row.answers === "above" && kind === "agent")) return null;
  return <Answered id={id} />;
}

function Answered({ id }: { id: string }) {
  const { spaceId } = useSpaceSession();
  const quoted = useQuoted(id);
  return (
    <div data-reply-to={id} className="col-span-2 grid h-6 grid-cols-subgrid items-center text-[13px] text-faint">
      <span
        className="mt-2.5 ml-[17px] h-3 self-start rounded-tl-md border-edge border-t-2 border-l-2"
        aria-hidden="true"
      />
      {quoted ? (
        <Link
          href={permalinkOf(spaceId, quoted.place, quoted.sequence)}
          className="flex h-6 min-w-0 max-w-fit items-center gap-1.5 rounded-sm hover:text-ink"
        >
          <span className="sr-only">{replyTexts.inReplyTo}</span> <Quote message={quoted} />
        </Link>
      ) : (
        <span className="truncate italic">{quoted === null ? replyTexts.unknown : ""}</span>
      )}
    </div>
  );
}
