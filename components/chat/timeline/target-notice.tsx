"use client";

import { RotateCw, SearchX, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton, Spinner } from "@/components/ui";
import { chatTexts } from "../texts";
import { indexOfMessage } from "./find-row";
import type { TimelineSnapshot, TimelineStore } from "./store";
import type { Target } from "./target";
import { timelineTexts } from "./texts";

interface TargetNoticeProps {
  store: TimelineStore;
  snapshot: TimelineSnapshot;
  /** What the address names in place of a message's number. */
  invalid: string | undefined;
}

interface Notice {
  id: string;
  title: string;
  advice: string;
  canRetry?: boolean;
}

/** Says what became of the way to a message where it did not lead there. */
export function TargetNotice({ store, snapshot: { target, rows }, invalid }: TargetNoticeProps) {
  const [dismissed, setDismissed] = useState<string>();
  if (target?.state.kind === "seeking" && rows.length > 0) return <Going />;
  const notice =
    invalid === undefined || target
      ? noticeOf(target, (sequence) => indexOfMessage(rows, sequence) !== -1)
      : {
          id: `invalid ${invalid}`,
          title: timelineTexts.notANumber(invalid),
          advice: timelineTexts.notANumberAdvice,
        };
  if (!notice || notice.id === dismissed) return null;
  return (
    <div
      role={notice.canRetry ? "alert" : "status"}
      className="flex shrink-0 items-center gap-2.5 border-line border-b bg-warning-soft py-1.5 pr-2 pl-3 text-[13px] md:pl-5"
    >
      <SearchX className="size-4 shrink-0 text-warning" aria-hidden="true" />
      <p className="min-w-0 grow">
        <bdi className="font-medium">{notice.title}</bdi> <span className="text-muted">{notice.advice}</span>
      </p>
      {notice.canRetry && target ? (
        <Button size="sm" onClick={() => void store.goTo(target.wanted)}>
          <RotateCw className="size-3.5" aria-hidden="true" />
          {chatTexts.tryAgain}
        </Button>
      ) : null}
      <IconButton label={timelineTexts.dismiss} size="sm" onClick={() => setDismissed(notice.id)}>
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function noticeOf(target: Target | undefined, isShown: (sequence: number) => boolean): Notice | undefined {
  if (!target) return undefined;
  const { wanted, state, turn } = target;
  const id = String(turn);
  const number = wanted.kind === "time" ? "" : wanted.sequence.toLocaleString();
  if (state.kind === "failed") {
    const title = wanted.kind === "time" ? timelineTexts.timeNotRead : timelineTexts.notRead(number);
    return { id, title, advice: state.reason, canRetry: true };
  }
  if (wanted.kind === "message" && state.kind === "found" && !isShown(state.position)) {
    return { id, title: timelineTexts.filteredOut(number), advice: timelineTexts.filteredOutAdvice };
  }
  if (state.kind !== "none") return undefined;
  if (wanted.kind === "time") return { id, title: timelineTexts.nothingSince, advice: "" };
  if (wanted.kind !== "message") return undefined;
  if (state.isExpired) return { id, title: timelineTexts.expiredMessage(number), advice: timelineTexts.expiredAfter };
  const advice = state.position === undefined ? timelineTexts.noMessageEnd : timelineTexts.noMessageAfter;
  return { id, title: timelineTexts.noMessage(number), advice };
}

function Going() {
  return (
    <div role="status" className="absolute top-2 left-1/2 z-20 -translate-x-1/2">
      <span className="flex show-late items-center gap-2 rounded-full border border-line bg-raised px-3 py-1 text-muted text-xs shadow-float">
        <Spinner className="size-3.5" />
        {timelineTexts.going}
      </span>
    </div>
  );
}
