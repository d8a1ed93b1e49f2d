"use client";

import { Lock, MessagesSquare } from "lucide-react";
import Link from "next/link";
import { AttentionButton, attentionTexts, ForMeCount } from "@/components/attention";
import { Badge, classNames } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { clockTime, dayName, exactTime, useNow } from "../message/time";
import { placePath } from "../permalink";
import { excerptOf } from "./excerpt";
import { placeName } from "./place-name";
import { forMeTexts } from "./texts";

export type FollowedThread = RouterOutputs["attention"]["threads"]["threads"][number];

/** A thread that the person follows: what it is about, its newest message, and what they hear of it. */
export function ThreadRow({ spaceId, thread }: { spaceId: string; thread: FollowedThread }) {
  const { place, topic, state, unread, forMe, last } = thread;
  const now = useNow();
  const isUnread = unread > 0 || forMe > 0;
  const Icon = place.isPrivate ? Lock : MessagesSquare;
  const at = last?.message.storedAt;
  return (
    <div className="relative flex items-start gap-3 border-line border-b px-4 py-3 hover:bg-surface md:px-5">
      {isUnread ? <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-accent" /> : null}
      <Icon aria-hidden="true" className="mt-1 size-4 shrink-0 text-faint" />
      <Link
        href={placePath(spaceId, place)}
        prefetch={false}
        className="min-w-0 grow outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
      >
        <span className="flex min-w-0 items-baseline gap-x-2">
          <bdi
            className={classNames("min-w-0 truncate", isUnread ? "font-semibold text-ink" : "font-medium text-muted")}
          >
            {topic || place.thread}
          </bdi>
          <span className="shrink-0 text-faint text-xs max-md:hidden">{placeName({ channel: place.channel })}</span>
          {state === "Active" ? null : <Badge>{state === "Paused" ? forMeTexts.paused : forMeTexts.archived}</Badge>}
          {at ? (
            <time
              dateTime={at}
              title={exactTime(at)}
              className="ml-auto whitespace-nowrap text-faint text-xs tabular-nums"
            >
              {dayName(at, now)}, {clockTime(at)}
            </time>
          ) : null}
        </span>
        <span className="block truncate text-faint text-xs md:hidden">{placeName({ channel: place.channel })}</span>
        <span className="flex items-start gap-2">
          <span dir="auto" className="line-clamp-2 min-w-0 grow break-words text-muted">
            {last ? (
              <>
                <bdi className="font-medium">{last.sender?.displayName || last.message.envelope.source}</bdi>:{" "}
                {excerptOf(last.message)}
              </>
            ) : (
              forMeTexts.noMessages
            )}
          </span>
          {unread > 0 ? (
            <Badge tone="accent" className="mt-0.5">
              {forMeTexts.newCount(unread >= 100 ? attentionTexts.many : String(unread))}
            </Badge>
          ) : forMe > 0 ? (
            <ForMeCount count={forMe} />
          ) : null}
        </span>
      </Link>
      <span className="relative z-1">
        <AttentionButton spaceId={spaceId} place={place} />
      </span>
    </div>
  );
}
