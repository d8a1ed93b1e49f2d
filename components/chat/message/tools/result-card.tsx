"use client";

import type { TimelineRow } from "../../timeline/rows";
import type { Body } from "../body-kind";
import { LinkUp } from "../link-up";
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
            aside={
              call && index === 0 ? <LinkUp to={call} label={bodyTexts.callRow} className="shrink-0 px-1" /> : null
            }
          />
        );
      })}
    </ToolFrame>
  );
}
