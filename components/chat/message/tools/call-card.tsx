"use client";

import { Wrench } from "lucide-react";
import type { TimelineRow } from "../../timeline/rows";
import type { TimelineMessage } from "../../timeline/segments";
import type { Body } from "../body-kind";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { answersOf } from "./answers";
import { CallState } from "./call-state";
import { ResultLines } from "./result-lines";
import { ToolFrame } from "./tool-frame";
import { ToolLine } from "./tool-line";

interface CallCardProps {
  id: string;
  body: Extract<Body, { kind: "toolCalls" }>;
  /** Absent where a message is shown by itself, without those around it. */
  row: TimelineRow | undefined;
}

/** Tool calls, each with what came of it: running, its result and how long it took, failed, or never answered. */
export function CallCard({ id, body: { calls, text }, row }: CallCardProps) {
  const { answers, others } = answersOf(calls, row?.folds ?? []);
  const isRepeated = (message: TimelineMessage, index: number) =>
    answers.findIndex((answer) => answer?.message === message) < index;
  const asked = { calledAt: row?.at, caller: row?.envelope.source };
  return (
    <ToolFrame>
      {text ? (
        <div className="px-3 py-1.5">
          <TextBody id={id} text={text} />
        </div>
      ) : null}
      {calls.map((call, index) => {
        const key = `${id}:call-${index}`;
        const answer = answers[index];
        return (
          <div key={key} data-tool-call="">
            <ToolLine
              id={key}
              value={call.input}
              label={
                <>
                  <Wrench className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
                  <span className="sr-only">{bodyTexts.callsTool}</span>
                  <bdi className="max-w-[60%] shrink-0 truncate font-medium font-mono text-[13px] text-ink">
                    {call.name}
                  </bdi>
                </>
              }
            />
            {answer?.isFolded ? (
              <ResultLines {...answer} {...asked} isRepeated={isRepeated(answer.message, index)} />
            ) : row ? (
              <CallState row={row} result={answer?.message} />
            ) : null}
          </div>
        );
      })}
      {others.map(({ message, results }) => (
        <ResultLines
          key={message.envelope.id}
          message={message}
          results={results}
          {...asked}
          isRepeated={answers.some((answer) => answer?.message === message)}
        />
      ))}
    </ToolFrame>
  );
}
