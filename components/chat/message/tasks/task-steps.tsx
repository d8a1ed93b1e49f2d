"use client";

import { Ban, Circle, CircleCheck, CircleDot, CircleX, type LucideIcon } from "lucide-react";
import { useExpanded } from "../expansion";
import { bodyTexts } from "../texts";
import type { TaskState, TaskStep } from "./task-shape";

const shownSteps = 8;

const icons: Record<TaskState, { Icon: LucideIcon; look: string }> = {
  waiting: { Icon: Circle, look: "text-faint" },
  running: { Icon: CircleDot, look: "text-accent" },
  done: { Icon: CircleCheck, look: "text-success" },
  failed: { Icon: CircleX, look: "text-danger" },
  cancelled: { Icon: Ban, look: "text-warning" },
};

/** The steps of a task with how far each is; of many the first, the rest on demand. */
export function TaskSteps({ id, steps }: { id: string; steps: readonly TaskStep[] }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:steps`, false);
  if (steps.length === 0) return null;
  const shown = isExpanded ? steps : steps.slice(0, shownSteps);
  return (
    <ol className="flex flex-col gap-0.5 text-[13px]">
      {shown.map(({ name, state }, index) => {
        const { Icon, look } = icons[state];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a task have no other identity
          <li key={index} className="flex items-start gap-1.5 leading-5">
            <Icon
              className={`mt-[3px] size-3.5 shrink-0 ${look}`}
              role="img"
              aria-label={bodyTexts.taskStates[state]}
            />
            <bdi className={`min-w-0 [overflow-wrap:anywhere] ${state === "done" ? "text-muted" : ""}`}>{name}</bdi>
          </li>
        );
      })}
      {shown.length < steps.length ? (
        <li>
          <button type="button" className="text-accent text-xs hover:underline" onClick={() => setExpanded(true)}>
            {bodyTexts.moreSteps(steps.length - shown.length)}
          </button>
        </li>
      ) : null}
    </ol>
  );
}
