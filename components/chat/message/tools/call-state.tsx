"use client";

import { ArrowDown, CircleDashed, CircleSlash } from "lucide-react";
import Link from "next/link";
import { Spinner } from "@/components/ui";
import { permalinkOf } from "../../permalink";
import { useSpaceSession } from "../../session/space-session";
import { useReachesEnd } from "../../timeline/live-end";
import type { TimelineRow } from "../../timeline/rows";
import type { TimelineMessage } from "../../timeline/segments";
import { durationText } from "../duration";
import { bodyTexts } from "../texts";
import { useNow } from "../time";

/** After so long without an answer a call is not called running any more. */
const patienceMs = 10 * 60_000;
/** What took less is not counted while it runs: the clock ticks every 20 seconds. */
const countedMs = 20_000;

interface CallStateProps {
  row: TimelineRow;
  /** The result, where it has a row of its own. */
  result: TimelineMessage | undefined;
}

/** What is known of a call whose result is not in its card: as high as a result, so that its arrival moves nothing. */
export function CallState({ row, result }: CallStateProps) {
  const now = useNow();
  const reachesEnd = useReachesEnd();
  const age = now - Date.parse(row.at);
  return (
    <div className="border-line border-t">
      <div className="flex h-8 items-center gap-2 pr-2 pl-[30px] text-faint text-xs">
        {result ? (
          <ResultLink result={result} calledAt={row.at} />
        ) : age < patienceMs ? (
          <>
            <Spinner className="size-3.5" />
            {bodyTexts.toolRunning(age < countedMs ? "" : durationText(age))}
          </>
        ) : reachesEnd ? (
          <>
            <CircleSlash className="size-3.5 shrink-0 text-warning" aria-hidden="true" />
            {bodyTexts.toolUnanswered}
          </>
        ) : (
          <>
            <CircleDashed className="size-3.5 shrink-0" aria-hidden="true" />
            {bodyTexts.resultNotLoaded}
          </>
        )}
      </div>
    </div>
  );
}

function ResultLink({ result, calledAt }: { result: TimelineMessage; calledAt: string }) {
  const { spaceId } = useSpaceSession();
  const took = durationText(Date.parse(result.storedAt ?? result.envelope.timestamp) - Date.parse(calledAt));
  return (
    <>
      <ArrowDown className="size-3.5 shrink-0" aria-hidden="true" />
      <Link
        href={permalinkOf(spaceId, result.place, result.sequence)}
        className="rounded-sm text-accent hover:underline"
        prefetch={false}
      >
        {bodyTexts.resultElsewhere}
      </Link>
      <span className="tabular-nums">{took}</span>
    </>
  );
}
