"use client";

import { ArrowUp } from "lucide-react";
import Link from "next/link";
import { permalinkOf } from "../../permalink";
import { useSpaceSession } from "../../session/space-session";
import type { TimelineRow } from "../../timeline/rows";
import type { TimelineMessage } from "../../timeline/segments";
import type { Body } from "../body-kind";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { ResultLine } from "./result-lines";
import { ToolFrame } from "./tool-frame";

interface ResultCardProps {
  id: string;
  body: Extract<Body, { kind: "toolResults" }>;
  row: TimelineRow | undefined;
}

/** Results in a row of their own, with the way to their call where that is known. */
export function ResultCard({ id, body: { results, text }, row }: ResultCardProps) {
  const call = row?.head;
  return (
    <ToolFrame>
      {text ? (
        <div className="px-3 py-1.5">
          <TextBody id={id} text={text} />
        </div>
      ) : null}
      {results.map((result, index) => {
        const key = `${id}:result-${index}`;
        return (
          <ResultLine
            key={key}
            id={key}
            result={result}
            isNamed
            aside={call && index === 0 ? <CallLink call={call} /> : null}
          />
        );
      })}
    </ToolFrame>
  );
}

function CallLink({ call }: { call: TimelineMessage }) {
  const { spaceId } = useSpaceSession();
  return (
    <Link
      href={permalinkOf(spaceId, call.place, call.sequence)}
      className="inline-flex shrink-0 items-center gap-1 rounded-sm px-1 text-accent text-xs hover:underline"
      prefetch={false}
    >
      <ArrowUp className="size-3.5" aria-hidden="true" />
      {bodyTexts.callRow}
    </Link>
  );
}
