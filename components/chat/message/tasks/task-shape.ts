import type { Envelope } from "@/sdk/protocol";
import { errorTextOf } from "../errors/error-shape";
import { type Fields, firstDefined, firstString, recordOf } from "../records";

export type TaskState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface TaskStep {
  name: string;
  state: TaskState;
}

/** How a task stands, as one `task` message tells it. */
export interface TaskView {
  title: string;
  /** Absent where the message says nothing of it. */
  state?: TaskState;
  /** The state in the sender's own word, where that is not one of ours. */
  stateWord?: string;
  /** 0 to 100. */
  percent?: number;
  steps: readonly TaskStep[];
  error?: string;
}

const words: Record<TaskState, readonly string[]> = {
  waiting: ["waiting", "pending", "queued", "todo", "submitted", "created", "new", "open", "blocked"],
  running: [
    "running",
    "in_progress",
    "in-progress",
    "in progress",
    "inprogress",
    "working",
    "started",
    "active",
    "doing",
  ],
  done: ["done", "completed", "complete", "success", "succeeded", "finished", "ok", "resolved", "closed"],
  failed: ["failed", "error", "failure", "errored", "timeout", "timed_out"],
  cancelled: ["cancelled", "canceled", "aborted", "rejected", "skipped", "stopped"],
};
const stateOfWord = new Map(
  Object.entries(words).flatMap(([state, all]) => all.map((word) => [word, state as TaskState])),
);

/** The task in a `task` message, whatever its fields are called; what is unknown stays in the message's data. */
export function taskOf({ payload: { text, data } }: Envelope): TaskView {
  const fields = recordOf(data);
  const error = errorTextOf(fields?.["error"]);
  const steps = stepsOf(fields);
  const percent = percentOf(fields, steps);
  const word = firstString(fields, ["state", "status", "phase"]);
  const known = word === undefined ? undefined : stateOfWord.get(word.toLowerCase());
  const state = known ?? impliedState(word, error, percent);
  return {
    title: firstString(fields, ["title", "name", "task", "summary", "description", "goal"]) ?? firstLineOf(text),
    ...(state && { state }),
    ...(word !== undefined && known === undefined && { stateWord: word }),
    ...(percent !== undefined && { percent }),
    steps,
    ...(error !== undefined && { error }),
  };
}

/** The task after its messages so far, the first of them at the front: what later ones leave out stays as it was. */
export function taskAfter(views: readonly TaskView[]): TaskView {
  const last = views.at(-1);
  const latest = <Key extends keyof TaskView>(key: Key) => views.findLast((view) => view[key] !== undefined)?.[key];
  const [state, percent] = [last?.state ?? latest("state"), latest("percent")];
  return {
    title: views.find(({ title }) => title !== "")?.title ?? "",
    ...(state && { state }),
    ...(last?.stateWord !== undefined && { stateWord: last.stateWord }),
    ...(percent !== undefined && { percent: state === "done" ? 100 : percent }),
    steps: views.findLast(({ steps }) => steps.length > 0)?.steps ?? [],
    ...(last?.error !== undefined && { error: last.error }),
  };
}

function impliedState(word: string | undefined, error: string | undefined, percent: number | undefined) {
  if (error !== undefined) return "failed";
  if (percent === 100) return "done";
  return word === undefined && percent === undefined ? undefined : "running";
}

const firstLineCharactersMax = 120;

function firstLineOf(text: string | undefined): string {
  return (text ?? "").trim().split("\n", 1)[0]?.slice(0, firstLineCharactersMax) ?? "";
}

function stepsOf(fields: Fields | undefined): TaskStep[] {
  const list = firstDefined(fields, ["steps", "subtasks", "todos", "items", "plan"]);
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown): TaskStep[] => {
    if (typeof each === "string") return [{ name: each, state: "waiting" }];
    const step = recordOf(each);
    const name = firstString(step, ["title", "name", "step", "content", "description", "task", "text"]);
    if (!step || name === undefined) return [];
    const word = firstString(step, ["state", "status"])?.toLowerCase() ?? "";
    const isDone = step["done"] === true || step["completed"] === true;
    return [{ name, state: stateOfWord.get(word) ?? (isDone ? "done" : "waiting") }];
  });
}

/** `percent` from 0 to 100, `progress` as a share or in percent, or how many of how many. */
function percentOf(fields: Fields | undefined, steps: readonly TaskStep[]): number | undefined {
  const percent = firstDefined(fields, ["percent", "percentage", "percentComplete"]);
  if (typeof percent === "number") return clamp(percent);
  const progress = firstDefined(fields, ["progress"]);
  if (typeof progress === "number") return clamp(progress <= 1 ? progress * 100 : progress);
  const counted = recordOf(progress) ?? fields;
  const [done, total] = [
    firstDefined(counted, ["done", "completed", "current"]),
    firstDefined(counted, ["total", "of", "max"]),
  ];
  if (typeof done === "number" && typeof total === "number" && total > 0) return clamp((done / total) * 100);
  if (steps.length === 0) return undefined;
  return clamp((steps.filter(({ state }) => state === "done").length / steps.length) * 100);
}

function clamp(percent: number): number | undefined {
  return Number.isFinite(percent) ? Math.round(Math.min(100, Math.max(0, percent))) : undefined;
}
