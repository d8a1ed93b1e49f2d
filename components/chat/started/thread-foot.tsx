"use client";

import { MessagesSquare } from "lucide-react";
import Link from "next/link";
import { exactTime, shortTime, useNow } from "../message/time";
import { placePath } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import type { TimelineRow } from "../timeline/rows";
import { useStartedThread } from "./started-threads";
import { startedTexts } from "./texts";

/** The thread that was started from a message, beneath it; nothing where there is none. */
export function ThreadFoot({ row: { sequence, place } }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  const thread = useStartedThread(sequence);
  const now = useNow();
  if (!thread || !place) return null;
  const { name, topic, replies, lastAt } = thread;
  return (
    <Link
      href={placePath(spaceId, { channel: place.channel, thread: name })}
      data-thread={name}
      className="mt-1 mb-0.5 inline-flex h-7 max-w-full items-center gap-2 rounded-md border border-line bg-raised px-2 text-xs hover:bg-hover"
    >
      <MessagesSquare className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
      <bdi className="min-w-0 truncate font-medium text-ink">{topic || name}</bdi>
      <span className="shrink-0 text-muted tabular-nums">{startedTexts.replies(replies)}</span>
      {lastAt ? (
        <time dateTime={lastAt} title={exactTime(lastAt)} className="shrink-0 text-faint max-md:hidden">
          {startedTexts.last(shortTime(lastAt, now))}
        </time>
      ) : null}
    </Link>
  );
}
