"use client";

import { CornerDownRight, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useProfile } from "../../members/directory";
import type { TimelineRow } from "../../timeline/rows";
import type { TimelineMessage } from "../../timeline/segments";
import { MoreButton } from "../actions/more-button";
import { durationText } from "../duration";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { exactTime } from "../time";
import { ToolLine } from "./tool-line";
import type { ToolResult } from "./tool-shape";

interface ResultLinesProps {
  message: TimelineMessage;
  results: readonly ToolResult[];
  /** When the call was made, RFC 3339. */
  calledAt: string | undefined;
  /** Who made the call: another one who answers is named. */
  caller: string | undefined;
  /** The same message answers a call above too, and is counted there. */
  isRepeated?: boolean;
}

/** A result inside the card of its call. It is a message of its own: counted, seen and acted on like those that have a row. */
export function ResultLines({ message, results, calledAt, caller, isRepeated = false }: ResultLinesProps) {
  const { envelope, sequence } = message;
  const [isMenuOpen, setMenuOpen] = useState(false);
  const at = message.storedAt ?? envelope.timestamp;
  const took = calledAt === undefined ? "" : durationText(Date.parse(at) - Date.parse(calledAt));
  const { text } = envelope.payload;
  const marks = { "data-message": envelope.id, "data-sequence": Number.isInteger(sequence) ? sequence : undefined };
  return (
    <div {...(isRepeated ? {} : marks)} className="group/result border-line border-t">
      {text && !isRepeated && !results.some(({ output }) => output === text) ? (
        <div className="px-3 pt-1.5">
          <TextBody id={envelope.id} text={text} />
        </div>
      ) : null}
      {results.map((result, index) => {
        const key = `${envelope.id}:result-${index}`;
        return (
          <ResultLine
            key={key}
            id={key}
            result={result}
            aside={
              <>
                {envelope.source === caller ? null : <Answerer id={envelope.source} />}
                <time dateTime={at} title={exactTime(at)} className="shrink-0 px-1 text-faint text-xs tabular-nums">
                  {took}
                </time>
              </>
            }
          >
            {index === 0 ? (
              <span className="opacity-0 focus-within:opacity-100 group-hover/result:opacity-100 [@media(hover:none)]:opacity-100">
                <MoreButton
                  row={rowOf(message, at)}
                  isOpen={isMenuOpen}
                  onOpenChange={setMenuOpen}
                  openedFrom={undefined}
                />
              </span>
            ) : null}
          </ResultLine>
        );
      })}
    </div>
  );
}

interface ResultLineProps {
  id: string;
  result: ToolResult;
  /** Says which tool it was, where the call does not stand beside it. */
  isNamed?: boolean;
  aside?: ReactNode;
  children?: ReactNode;
}

/** What a tool answered, or that it failed. */
export function ResultLine({
  id,
  result: { output, isError, name },
  isNamed = false,
  aside,
  children,
}: ResultLineProps) {
  const Icon = isError ? TriangleAlert : CornerDownRight;
  return (
    <ToolLine
      id={id}
      value={output}
      aside={aside}
      label={
        <>
          <Icon className={`size-3.5 shrink-0 ${isError ? "text-danger" : "text-success"}`} aria-hidden="true" />
          <span className={`shrink-0 text-xs ${isError ? "font-medium text-danger" : "text-muted"}`}>
            {isError ? bodyTexts.toolFailed : bodyTexts.toolDone}
          </span>
          {name && isNamed ? (
            <bdi className="max-w-[60%] shrink-0 truncate font-mono text-[13px] text-ink">{name}</bdi>
          ) : null}
        </>
      }
    >
      {children}
    </ToolLine>
  );
}

function Answerer({ id }: { id: string }) {
  const { name } = useProfile(id);
  return <bdi className="max-w-[30%] shrink-0 truncate text-faint text-xs">{bodyTexts.by(name)}</bdi>;
}

function rowOf({ envelope, sequence, place }: TimelineMessage, at: string): TimelineRow {
  return {
    key: envelope.id,
    envelope,
    at,
    sequence: Number.isInteger(sequence) ? sequence : undefined,
    position: sequence,
    isDayStart: false,
    isGroupStart: true,
    place,
  };
}
