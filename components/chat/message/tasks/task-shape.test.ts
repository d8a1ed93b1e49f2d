import { describe, expect, it } from "vitest";
import { taskAfter, taskOf } from "./task-shape";

const task = (data: unknown, text?: string) =>
  taskOf({ id: "1", type: "task", source: "ada", timestamp: "2025-01-01T00:00:00Z", payload: { text, data } });

describe("taskOf", () => {
  it("reads state, progress and steps, whatever they are called", () => {
    expect(task({ title: "Index", status: "in_progress", progress: 0.4 })).toEqual({
      title: "Index",
      state: "running",
      percent: 40,
      steps: [],
    });
    expect(task({ name: "Index", progress: { done: 3, total: 4 } })).toMatchObject({ percent: 75, state: "running" });
    const steps = ["plan", { name: "read", done: true }, { content: "write", status: "in_progress" }, 7];
    expect(task({ steps })).toMatchObject({
      percent: 33,
      steps: [
        { name: "plan", state: "waiting" },
        { name: "read", state: "done" },
        { name: "write", state: "running" },
      ],
    });
  });

  it("shows an unknown state in the sender's word and an error as a failure", () => {
    expect(task({ state: "Marinating" })).toMatchObject({ state: "running", stateWord: "Marinating" });
    expect(task({ error: { message: "disk full" } })).toMatchObject({ state: "failed", error: "disk full" });
    expect(task({ error: null, percent: 100 })).toMatchObject({ state: "done" });
  });

  it("claims no state for a task that was only given", () => {
    expect(task(undefined, "Find the pump\nand stop it")).toEqual({ title: "Find the pump", steps: [] });
  });

  it("holds out against nonsense", () => {
    for (const data of [[], "x", 7, { steps: {} }, { progress: "x" }, { percent: Number.NaN }, { percent: 1e9 }]) {
      expect(() => task(data)).not.toThrow();
    }
    expect(task({ percent: 1e9 }).percent).toBe(100);
    expect(task({ progress: -3 }).percent).toBe(0);
  });
});

describe("taskAfter", () => {
  it("keeps what later messages leave out", () => {
    const views = [task({ title: "Index", steps: ["a"], percent: 10 }), task({ percent: 60 }), task({ state: "done" })];
    expect(taskAfter(views)).toEqual({
      title: "Index",
      state: "done",
      percent: 100,
      steps: [{ name: "a", state: "waiting" }],
    });
  });
});
