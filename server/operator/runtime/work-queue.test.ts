import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/server/kernel";
import { createMetrics } from "./metrics";
import { createWorkQueue, type WorkResult } from "./work-queue";

const log = pino({ level: "silent" });

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function queueOf(work: (key: string) => Promise<WorkResult | undefined>, concurrency = 2) {
  const metrics = createMetrics();
  const backoff = { minMs: 100, maxMs: 1_000, random: () => 1 };
  return { metrics, queue: createWorkQueue({ name: "q", concurrency, work, log, metrics, backoff }) };
}

test("a key is never worked on twice at once, and once more when it was added meanwhile", async () => {
  const { open, opened } = gate();
  let running = 0;
  let runs = 0;
  const { queue } = queueOf(async () => {
    running += 1;
    expect(running).toBe(1);
    runs += 1;
    if (runs === 1) await opened;
    running -= 1;
    return undefined;
  });
  for (let added = 0; added < 5; added += 1) queue.add("a");
  open();
  await vi.waitFor(() => expect(queue.isIdle()).toBe(true));
  expect(runs).toBe(2);
});

test("no more keys run at once than allowed", async () => {
  const { open, opened } = gate();
  let running = 0;
  let most = 0;
  const { queue } = queueOf(async () => {
    running += 1;
    most = Math.max(most, running);
    await opened;
    running -= 1;
    return undefined;
  }, 3);
  for (const key of "abcdefgh") queue.add(key);
  open();
  await vi.waitFor(() => expect(queue.isIdle()).toBe(true));
  expect(most).toBe(3);
});

test("a failing key comes back later each time, and at its first pace after a success", async () => {
  const at: number[] = [];
  const start = Date.now();
  const { queue, metrics } = queueOf(async () => {
    at.push(Date.now() - start);
    if (at.length < 4) throw new Error("not yet");
    return undefined;
  });
  queue.add("a");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(at).toEqual([0, 100, 300, 700]);
  expect(metrics.snapshot()).toEqual({ "q.failures": 3, "q.reconciles": 4 });
});

test("a conflict is no failure and comes back soon", async () => {
  let runs = 0;
  const { queue, metrics } = queueOf(async () => {
    runs += 1;
    if (runs < 10) throw new AppError("CONFLICT", "changed");
    return undefined;
  });
  queue.add("a");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toBe(10);
  expect(metrics.snapshot()).toEqual({ "q.conflicts": 9, "q.reconciles": 10 });
});

test("of several delays the earliest counts, and work done now cancels them", async () => {
  const at: number[] = [];
  const start = Date.now();
  const { queue } = queueOf(async () => {
    at.push(Date.now() - start);
    return undefined;
  });
  queue.addAfter("a", 500);
  queue.addAfter("a", 200);
  queue.addAfter("a", 900);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(at).toEqual([200]);
  queue.addAfter("a", 500);
  queue.add("a");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(at).toEqual([200, 2_000]);
});

test("a result can ask for another look", async () => {
  let runs = 0;
  const { queue } = queueOf(async () => {
    runs += 1;
    return { requeueAfterMs: 1_000 };
  });
  queue.add("a");
  await vi.advanceTimersByTimeAsync(3_500);
  expect(runs).toBe(4);
  await queue.stop();
  await vi.advanceTimersByTimeAsync(3_500);
  expect(runs).toBe(4);
});

test("stopping waits for running work and takes nothing more", async () => {
  const { open, opened } = gate();
  const done: string[] = [];
  const { queue } = queueOf(async (key) => {
    await opened;
    done.push(key);
    return undefined;
  }, 1);
  queue.add("a");
  queue.add("b");
  const stopped = queue.stop();
  queue.add("c");
  open();
  await stopped;
  expect(done).toEqual(["a"]);
});

test("a key rests between two runs, and what is asked for meanwhile is one run", async () => {
  const at: number[] = [];
  const metrics = createMetrics();
  const work = async () => {
    at.push(performance.now());
    return undefined;
  };
  const queue = createWorkQueue({ name: "q", concurrency: 2, work, log, metrics, restMs: 300 });
  queue.add("a");
  queue.add("b");
  await vi.advanceTimersByTimeAsync(10);
  for (let added = 0; added < 5; added += 1) queue.add("a");
  expect(at.length).toBe(2);
  await vi.advanceTimersByTimeAsync(299);
  expect(at.length).toBe(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(at.length).toBe(3);
  await queue.stop();
});

test("a key that was asked for while it rested runs, even when the timer comes a moment early", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const clock = vi.spyOn(performance, "now").mockReturnValue(0);
  let runs = 0;
  const work = async () => {
    runs += 1;
    return undefined;
  };
  const queue = createWorkQueue({ name: "q", concurrency: 1, work, log, metrics: createMetrics(), restMs: 300 });
  queue.add("a");
  await vi.advanceTimersByTimeAsync(0);
  queue.add("a");
  clock.mockReturnValue(299.5);
  await vi.advanceTimersByTimeAsync(300);
  expect(runs).toBe(1);
  clock.mockReturnValue(301);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toBe(2);
  clock.mockRestore();
  await queue.stop();
});
