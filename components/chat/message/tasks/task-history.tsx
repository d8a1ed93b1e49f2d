"use client";

import { useProfile } from "../../members/directory";
import type { TimelineMessage } from "../../timeline/segments";
import { useExpanded } from "../expansion";
import { FoldMark } from "../fold-mark";
import { FoldedData } from "../folded-data";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { clockTime, exactTime } from "../time";
import { taskOf } from "./task-shape";

interface TaskHistoryProps {
  id: string;
  updates: readonly TimelineMessage[];
}

/** The messages that brought a task to where it is: counted and seen like those that have a row, read one by one on demand. */
export function TaskHistory({ id, updates }: TaskHistoryProps) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:history`, false);
  if (updates.length === 0) return null;
  return (
    <>
      <button
        type="button"
        aria-expanded={isExpanded}
        onClick={() => setExpanded(!isExpanded)}
        className="-ml-1 flex items-center gap-1 rounded-sm px-1 text-faint text-xs leading-5 hover:bg-hover hover:text-muted"
      >
        <FoldMark isOpen={isExpanded} />
        {bodyTexts.taskUpdates(updates.length)}
      </button>
      <ol className={isExpanded ? "flex flex-col gap-1 border-line border-l-2 pl-3" : ""}>
        {updates.map((update) => (
          <li key={update.envelope.id} {...marksOf(update)} className={isExpanded ? "" : "h-0 overflow-hidden"}>
            {isExpanded ? <Update message={update} /> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function marksOf({ envelope, sequence }: TimelineMessage) {
  return { "data-message": envelope.id, "data-sequence": Number.isInteger(sequence) ? sequence : undefined };
}

function Update({ message: { envelope, storedAt } }: { message: TimelineMessage }) {
  const { name } = useProfile(envelope.source);
  const { state, stateWord, percent } = taskOf(envelope);
  const at = storedAt ?? envelope.timestamp;
  const facts = [
    stateWord ?? (state && bodyTexts.taskStates[state]),
    percent === undefined ? undefined : bodyTexts.percent(percent),
  ];
  return (
    <div className="flex flex-col items-start text-[13px] *:max-w-full">
      <p className="text-faint text-xs">
        <time dateTime={at} title={exactTime(at)} className="tabular-nums">
          {clockTime(at)}
        </time>{" "}
        <bdi className="font-medium text-muted">{name}</bdi> <bdi>{facts.filter(Boolean).join(", ")}</bdi>
      </p>
      {envelope.payload.text ? <TextBody id={envelope.id} text={envelope.payload.text} /> : null}
      {envelope.payload.data === undefined ? null : (
        <FoldedData id={`${envelope.id}:update`} label={bodyTexts.details} value={envelope.payload.data} />
      )}
    </div>
  );
}
