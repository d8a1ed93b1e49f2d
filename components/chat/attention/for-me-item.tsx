"use client";

import Link from "next/link";
import { Avatar, classNames } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { clockTime, dayName, exactTime, useNow } from "../message/time";
import { permalinkOf } from "../permalink";
import { excerptOf } from "./excerpt";
import { placeName } from "./place-name";
import { forMeTexts } from "./texts";

export type ForMeItem = RouterOutputs["attention"]["forMe"]["items"][number];

/** A message that is for the person: who said it, where, and the way to it. */
export function ForMeRow({ spaceId, item }: { spaceId: string; item: ForMeItem }) {
  const { message, sender, kind, isRead } = item;
  const { envelope, place, sequence, storedAt } = message;
  const now = useNow();
  const name = sender?.displayName || envelope.source;
  const text = excerptOf(message);
  return (
    <Link
      href={permalinkOf(spaceId, place, sequence)}
      prefetch={false}
      aria-label={`${isRead ? "" : `${forMeTexts.unread}. `}${forMeTexts.item(name, forMeTexts.kinds[kind], placeName(place), text)}`}
      className="relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 border-line border-b px-4 py-3 -outline-offset-2 hover:bg-surface md:px-5"
    >
      {isRead ? null : <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <Avatar id={envelope.source} name={name} kind={sender?.kind ?? "agent"} className="mt-0.5" />
      <div className="min-w-0">
        <div className="flex min-w-0 items-baseline gap-x-1.5 leading-[22px]">
          <bdi className={classNames("min-w-0 truncate", isRead ? "font-medium text-muted" : "font-semibold text-ink")}>
            {name}
          </bdi>
          <Circumstances kind={kind} place={placeName(place)} className="max-md:hidden" />
          <time
            dateTime={storedAt}
            title={exactTime(storedAt)}
            className="ml-auto whitespace-nowrap text-faint text-xs tabular-nums"
          >
            {dayName(storedAt, now)}, {clockTime(storedAt)}
          </time>
        </div>
        <Circumstances kind={kind} place={placeName(place)} className="mb-0.5 md:hidden" />
        <p
          dir="auto"
          className={classNames(
            "line-clamp-3 whitespace-pre-line break-words",
            message.redaction && "italic",
            isRead || message.redaction ? "text-muted" : "text-ink",
          )}
        >
          {text}
        </p>
      </div>
    </Link>
  );
}

/** Why it is for the person and where it is; under the name where there is no room beside it. */
function Circumstances({ kind, place, className }: { kind: ForMeItem["kind"]; place: string; className: string }) {
  return (
    <div className={classNames("min-w-0 truncate text-xs", className)}>
      <span className="text-muted">{forMeTexts.kinds[kind]}</span> <span className="text-faint">{place}</span>
    </div>
  );
}
