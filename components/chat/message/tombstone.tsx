"use client";

import { Eraser } from "lucide-react";
import type { Place, Redaction } from "@/sdk/protocol";
import { useProfile } from "../members/directory";
import { chatTexts } from "../texts";
import { exactTime, shortTime, useNow } from "./time";
import { useOriginal } from "./use-original";

interface TombstoneProps {
  redaction: Redaction;
  place: Place | undefined;
  sequence: number | undefined;
}

/** What stands in place of a redacted message: who redacted it, why and when; for owners a way to the original. */
export function Tombstone({ redaction, place, sequence }: TombstoneProps) {
  const { by, reason, at } = redaction;
  const { name } = useProfile(by);
  const now = useNow();
  const { way, original } = useOriginal(place, sequence);
  return (
    <div data-tombstone="">
      <p className="flex items-start gap-1.5 text-[13px] text-faint leading-[22px]">
        <Eraser className="mt-1 size-3.5 shrink-0" aria-hidden="true" />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {chatTexts.redactedBy} <bdi className="font-medium text-muted">{name}</bdi>: <bdi>{reason}</bdi>
          <span aria-hidden="true"> · </span>
          <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap text-xs tabular-nums">
            {shortTime(at, now)}
          </time>
          {way ? <span className="ml-2">{way}</span> : null}
        </span>
      </p>
      {original}
    </div>
  );
}
