import type { Logger } from "@/server/kernel";
import { isConflict } from "@/server/kubernetes";
import { backoffMs } from "./backoff";
import type { Metrics } from "./metrics";

export interface WorkResult {
  /** Look again after this long, without anything having changed. */
  requeueAfterMs?: number;
}

export interface WorkQueueOptions {
  /** Prefix of its counters. */
  name: string;
  /** How many keys are worked on at once. */
  concurrency: number;
  /** Brings the world of one key to where it should be. Throwing means trying again later. */
  work: (key: string, signal: AbortSignal) => Promise<WorkResult | undefined>;
  log: Logger;
  metrics: Metrics;
  /** How long a key rests after it was worked on; asked for meanwhile, it runs when that is over. Not at all when absent. */
  restMs?: number;
  backoff?: { minMs: number; maxMs: number; random?: () => number };
}

/** Keys to work on: each at most once in the queue, never two workers on one key, a key added while it is worked on runs once more. */
export interface WorkQueue {
  add(key: string): void;
  /** Adds later; the earliest of several times counts. */
  addAfter(key: string, delayMs: number): void;
  /** Nothing waits or runs; delayed keys do not count. */
  isIdle(): boolean;
  /** Takes no more keys, aborts the signal of running work and waits for it. */
  stop(): Promise<void>;
}

const conflictRetryMs = 50;

export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const { name, concurrency, work, log, metrics, backoff, restMs = 0 } = options;
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const failures = new Map<string, number>();
  const delayed = new Map<string, { at: number; timer: NodeJS.Timeout }>();
  const restsUntil = new Map<string, number>();
  const stopped = new AbortController();

  function add(key: string): void {
    if (stopped.signal.aborted) return;
    const leftMs = (restsUntil.get(key) ?? 0) - performance.now();
    if (leftMs > 0) {
      addAfter(key, leftMs);
      return;
    }
    restsUntil.delete(key);
    cancelDelay(key);
    if (running.has(key)) again.add(key);
    else waiting.add(key);
    start();
  }

  function addAfter(key: string, delayMs: number): void {
    if (stopped.signal.aborted) return;
    const at = performance.now() + delayMs;
    const earlier = delayed.get(key);
    if (earlier !== undefined && earlier.at <= at) return;
    cancelDelay(key);
    const due = () => {
      // Gone before it is added: a timer may come a moment early, and what still rests then waits anew.
      delayed.delete(key);
      add(key);
    };
    delayed.set(key, { at, timer: setTimeout(due, Math.ceil(delayMs)) });
  }

  function cancelDelay(key: string): void {
    clearTimeout(delayed.get(key)?.timer);
    delayed.delete(key);
  }

  function start(): void {
    for (const key of waiting) {
      if (running.size >= concurrency) return;
      waiting.delete(key);
      running.set(key, run(key));
    }
  }

  async function run(key: string): Promise<void> {
    metrics.count(`${name}.reconciles`);
    try {
      const result = await work(key, stopped.signal);
      failures.delete(key);
      if (result?.requeueAfterMs !== undefined) addAfter(key, result.requeueAfterMs);
    } catch (error) {
      retry(key, error);
    } finally {
      running.delete(key);
      if (restMs > 0) restsUntil.set(key, performance.now() + restMs);
      if (again.delete(key)) add(key);
      start();
    }
  }

  function retry(key: string, error: unknown): void {
    if (stopped.signal.aborted) return;
    if (isConflict(error)) {
      metrics.count(`${name}.conflicts`);
      addAfter(key, conflictRetryMs * (1 + Math.random()));
      return;
    }
    const failed = (failures.get(key) ?? 0) + 1;
    failures.set(key, failed);
    const delayMs = backoffMs(failed, backoff);
    metrics.count(`${name}.failures`);
    log.warn({ err: error, controller: name, key, failed, retryMs: Math.round(delayMs) }, "reconcile failed");
    addAfter(key, delayMs);
  }

  return {
    add,
    addAfter,
    isIdle: () => waiting.size === 0 && running.size === 0,
    async stop() {
      stopped.abort();
      waiting.clear();
      again.clear();
      for (const key of [...delayed.keys()]) cancelDelay(key);
      await Promise.all(running.values());
    },
  };
}
