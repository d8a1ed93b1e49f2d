"use client";

import Link from "next/link";
import { useProfile } from "../members/directory";
import { exactTime, shortTime, useNow } from "../message/time";
import { useOriginal } from "../message/use-original";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import type { TimelineRow } from "../timeline/rows";
import { editTexts } from "./texts";

/** Whether the message was given a new version, which is what is to be read. */
export function isReplaced({ redaction }: Pick<TimelineRow, "redaction">): boolean {
  return redaction?.replacedBy !== undefined;
}

/** Where a message stood before its new version: one quiet line that leads there, and for owners a way to what it said. */
export function ReplacedLine({ row: { envelope, place, sequence, redaction } }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  const { name } = useProfile(envelope.source);
  const now = useNow();
  const { way, original } = useOriginal(place, sequence);
  if (!redaction || !place) return null;
  return (
    <div data-replaced="" className="min-w-0 text-[13px] text-faint leading-[22px]">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>
          <bdi className="font-medium">{name}</bdi> {editTexts.replaced}
        </span>
        <time dateTime={redaction.at} title={exactTime(redaction.at)} className="text-xs tabular-nums">
          {shortTime(redaction.at, now)}
        </time>
        <Link
          href={permalinkOf(spaceId, place, redaction.replacedBy)}
          className="rounded-sm font-medium text-accent text-xs hover:underline"
        >
          {editTexts.newVersion}
        </Link>
        {way}
      </p>
      {original}
    </div>
  );
}
