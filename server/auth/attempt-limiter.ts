import { LRUCache } from "lru-cache";
import type { Clock } from "@/server/kernel";

export interface AttemptLimiter {
  /** Counts one attempt for each key; false when any of them is over its limit. An attempt over the limit counts too. */
  take(attempts: { key: string; limit: number }[]): boolean;
  /** Takes back one attempt that was counted. */
  giveBack(key: string): void;
  /** Forgets what was counted, after a success. */
  forget(keys: string[]): void;
}

interface Options {
  clock: Clock;
  windowMs: number;
  /** Bounds the memory; the least recently used keys are forgotten first. */
  keysMax: number;
}

/** Fixed windows that begin with a key's first attempt, in this process's memory. */
export function createAttemptLimiter({ clock, windowMs, keysMax }: Options): AttemptLimiter {
  const windows = new LRUCache<string, { startedAt: number; count: number }>({ max: keysMax });

  function count(key: string): number {
    const now = clock.now().getTime();
    const window = windows.get(key);
    if (!window || now - window.startedAt >= windowMs) {
      windows.set(key, { startedAt: now, count: 1 });
      return 1;
    }
    window.count += 1;
    return window.count;
  }

  return {
    take: (attempts) => attempts.map(({ key, limit }) => count(key) <= limit).every(Boolean),
    giveBack: (key) => {
      const window = windows.peek(key);
      if (window && window.count > 0) window.count -= 1;
    },
    forget: (keys) => {
      for (const key of keys) windows.delete(key);
    },
  };
}
