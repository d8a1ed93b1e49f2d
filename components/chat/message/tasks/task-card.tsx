"use client";

import { ListTodo } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui";
import type { Envelope } from "@/sdk/protocol";
import type { TimelineRow } from "../../timeline/rows";
import { FoldedData } from "../folded-data";
import { LinkUp } from "../link-up";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { TaskHistory } from "./task-history";
import { type TaskState, type TaskView, taskAfter, taskOf } from "./task-shape";
import { TaskSteps } from "./task-steps";

interface TaskCardProps {
  envelope: Envelope;
  row: TimelineRow | undefined;
}

/** A task as it stands after its newest message: state, progress and steps; what it was before is one click away. */
export function TaskCard({ envelope, row }: TaskCardProps) {
  const updates = (row?.folds ?? []).filter(({ isFolded }) => isFolded).map(({ message }) => message);
  const all = [envelope, ...updates.map((update) => update.envelope)];
  const view = taskAfter(all.map(taskOf));
  const latest = all.at(-1) ?? envelope;
  const { text, data } = latest.payload;
  return (
    <div className="my-0.5 max-w-[88ch] overflow-hidden rounded-md border border-line bg-raised">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1">
        <ListTodo className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
        <bdi className="min-w-0 font-medium text-ink [overflow-wrap:anywhere]">{view.title || bodyTexts.task}</bdi>
        <State view={view} />
        {row?.head ? <LinkUp to={row.head} label={bodyTexts.taskEarlier} className="ml-auto" /> : null}
      </div>
      <Progress view={view} />
      <div className="flex flex-col items-start gap-1 px-3 pb-2 *:max-w-full empty:hidden">
        {text && text.trim() !== view.title ? <TextBody id={`${latest.id}:task`} text={text} /> : null}
        {view.error === undefined ? null : (
          <p className="whitespace-pre-wrap text-[13px] text-danger [overflow-wrap:anywhere]">{view.error}</p>
        )}
        <TaskSteps id={envelope.id} steps={view.steps} />
        {data === undefined ? null : <FoldedData id={`${latest.id}:data`} label={bodyTexts.details} value={data} />}
        <TaskHistory id={envelope.id} updates={updates} />
      </div>
    </div>
  );
}

const tones: Record<TaskState, BadgeTone> = {
  waiting: "neutral",
  running: "accent",
  done: "success",
  failed: "danger",
  cancelled: "warning",
};

function State({ view: { state, stateWord } }: { view: TaskView }) {
  if (!state) return null;
  return (
    <Badge tone={tones[state]} className="max-w-40">
      <bdi className="truncate">{stateWord ?? bodyTexts.taskStates[state]}</bdi>
    </Badge>
  );
}

const bars: Record<TaskState, string> = {
  waiting: "bg-edge",
  running: "bg-accent",
  done: "bg-success",
  failed: "bg-danger",
  cancelled: "bg-warning",
};

function Progress({ view: { percent, state = "running", title } }: { view: TaskView }) {
  if (percent === undefined) return null;
  return (
    <div className="flex items-center gap-2 px-3 pb-2">
      <div
        role="progressbar"
        aria-label={title || bodyTexts.task}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 min-w-0 grow overflow-hidden rounded-full bg-hover"
      >
        <div className={`h-full rounded-full transition-[width] ${bars[state]}`} style={{ width: `${percent}%` }} />
      </div>
      <span className="w-10 text-right text-faint text-xs tabular-nums">{bodyTexts.percent(percent)}</span>
    </div>
  );
}
