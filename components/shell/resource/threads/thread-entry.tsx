import { Lock, MessagesSquare } from "lucide-react";
import Link from "next/link";
import { clockTime, dayName, exactTime, useNow } from "@/components/chat/message/time";
import { placePath } from "@/components/chat/permalink";
import { Badge } from "@/components/ui";
import type { RouterOutputs, ThreadItem } from "@/server/api";
import { threadListTexts } from "./texts";

export type ListedThread = ThreadItem | RouterOutputs["threads"]["browse"]["threads"][number];

interface ThreadEntryProps {
  spaceId: string;
  channel: string;
  thread: ListedThread;
  onOpen: () => void;
}

/** A thread: what it is about, its state, and when something last happened in it. */
export function ThreadEntry({ spaceId, channel, thread, onOpen }: ThreadEntryProps) {
  const { name, topic, state, isPrivate } = thread;
  const Icon = isPrivate ? Lock : MessagesSquare;
  const now = useNow();
  const told = "replies" in thread ? thread : undefined;
  const at = told?.lastAt ?? told?.createdAt;
  return (
    <Link
      href={placePath(spaceId, { channel, thread: name })}
      prefetch={false}
      onClick={onOpen}
      className="flex items-start gap-3 border-line border-b px-5 py-3 -outline-offset-2 hover:bg-hover"
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-faint" />
      <span className="flex min-w-0 grow flex-col">
        <span className="flex items-start gap-2">
          <bdi className="min-w-0 font-medium text-ink [overflow-wrap:anywhere]">{topic || name}</bdi>
          {isPrivate ? <Badge>{threadListTexts.private}</Badge> : null}
          {state === "Paused" ? <Badge tone="warning">{threadListTexts.paused}</Badge> : null}
          {state === "Archived" ? <Badge>{threadListTexts.archived}</Badge> : null}
        </span>
        <span className="flex flex-wrap gap-x-3 text-muted text-xs">
          {topic ? <bdi className="min-w-0 truncate font-mono text-faint">{name}</bdi> : null}
          {told ? <span>{threadListTexts.replies(told.replies)}</span> : null}
          {at ? (
            <time dateTime={at} title={exactTime(at)} className="tabular-nums">
              {threadListTexts[told?.lastAt ? "last" : "started"](`${dayName(at, now)}, ${clockTime(at)}`)}
            </time>
          ) : null}
        </span>
      </span>
    </Link>
  );
}
