"use client";

import { useRef, useState } from "react";
import { failureOf, useApiClient } from "@/components/api";
import { partsOf, type SourceLine } from "./source-lines";

export type BulkMode = "add" | "remove";

/** A line that was not taken, and what to do about it. */
export interface LineProblem extends SourceLine {
  message: string;
}

export interface BulkRun {
  mode: BulkMode;
  state: "running" | "stopping" | "stopped" | "failed" | "done" | "undoing" | "undone";
  /** Lines that were sent and answered, of how many. */
  sent: number;
  total: number;
  /** Memberships that came or went. */
  changed: number;
  closed: number;
  problems: LineProblem[];
  /** What the server calls the changes, to undo them. */
  changeIds: string[];
  /** Memberships that were put back as they were. */
  undone: number;
  /** Why it does not go on. */
  failure?: string;
}

/**
 * Changes a group's members by lists of any length, part after part, so that it can be watched and stopped. A part that
 * failed is sent again with `goOn`: doing it twice is as good as once. `undo` takes back what was really changed.
 */
export function useBulkChange(spaceId: string, group: string) {
  const client = useApiClient();
  const [run, setRun] = useState<BulkRun | null>(null);
  const waiting = useRef<SourceLine[][]>([]);
  const isStopping = useRef(false);

  async function send(begun: BulkRun) {
    let now = begun;
    const show = (change: Partial<BulkRun>) => {
      now = { ...now, ...change };
      setRun(now);
    };
    isStopping.current = false;
    show({ state: "running", failure: undefined });
    try {
      for (let part = waiting.current[0]; part; part = waiting.current[0]) {
        if (isStopping.current) return show({ state: "stopped" });
        const values = part.map(({ value }) => value);
        const answer = await client.groups.changeMembers.mutate({ spaceId, group, [now.mode]: values });
        waiting.current.shift();
        const problems = answer.problems.map(({ index, message }) => problemAt(part, index, message));
        show({
          state: isStopping.current ? "stopping" : "running",
          sent: now.sent + part.length,
          changed: now.changed + answer.added + answer.removed,
          closed: now.closed + answer.closed,
          problems: problems.length > 0 ? [...now.problems, ...problems] : now.problems,
          changeIds: answer.changeId ? [...now.changeIds, answer.changeId] : now.changeIds,
        });
      }
      show({ state: "done" });
    } catch (error) {
      show({ state: "failed", failure: failureOf(error).message });
    }
  }

  async function undo() {
    if (!run) return;
    let now: BulkRun = { ...run, state: "undoing", failure: undefined };
    setRun(now);
    try {
      for (const changeId of [...now.changeIds].reverse()) {
        const { added, removed } = await client.groups.undoChange.mutate({ spaceId, changeId });
        const changeIds = now.changeIds.filter((id) => id !== changeId);
        now = { ...now, changeIds, undone: now.undone + added + removed };
        setRun(now);
      }
      setRun({ ...now, state: "undone" });
    } catch (error) {
      setRun({ ...now, state: run.state, failure: failureOf(error).message });
    }
  }

  return {
    run,
    start(mode: BulkMode, lines: readonly SourceLine[]) {
      waiting.current = partsOf(lines);
      const counts = { sent: 0, total: lines.length, changed: 0, closed: 0, undone: 0 };
      void send({ mode, state: "running", ...counts, problems: [], changeIds: [] });
    },
    /** After the part that is on its way: what it changes is then known, and can be undone. */
    stop() {
      isStopping.current = true;
      setRun((now) => now && { ...now, state: "stopping" });
    },
    goOn: () => run && void send(run),
    undo: () => void undo(),
    reset: () => setRun(null),
  };
}

function problemAt(part: readonly SourceLine[], index: number, message: string): LineProblem {
  const { line, value } = part[index] ?? { line: 0, value: "" };
  return { line, value, message };
}
