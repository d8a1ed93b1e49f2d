"use client";

import { Eraser } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Spinner } from "@/components/ui";
import type { Place, Redaction } from "@/sdk/protocol";
import { useProfile } from "../members/directory";
import { useChannelRights } from "../moderation/rights";
import { chatTexts } from "../texts";
import { exactTime, shortTime, useNow } from "./time";

// Fetched when an owner looks at one for the first time.
const OriginalMessage = lazy(() => import("./original-message"));

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
  const rights = useChannelRights();
  const [isShown, setShown] = useState(false);
  const canSeeOriginal = rights?.channel.canManage && place && sequence !== undefined;
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
          {canSeeOriginal ? (
            <button
              type="button"
              aria-expanded={isShown}
              onClick={() => setShown(!isShown)}
              className="ml-2 rounded-sm font-medium text-accent text-xs hover:underline"
            >
              {isShown ? chatTexts.hideOriginal : chatTexts.showOriginal}
            </button>
          ) : null}
        </span>
      </p>
      {isShown && canSeeOriginal ? (
        <Suspense fallback={<Spinner className="my-2" />}>
          <OriginalMessage place={place} sequence={sequence} />
        </Suspense>
      ) : null}
    </div>
  );
}
