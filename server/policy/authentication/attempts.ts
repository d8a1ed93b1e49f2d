import type { Db } from "@/server/db";
import type { Clock, Logger } from "@/server/kernel";
import type { AttemptOutcome, AuthMethod } from "./attempt";
import { addAttempts } from "./attempts-repository";

export interface AttemptCounter {
  /** Takes note of an attempt and returns at once. */
  count(spaceId: string, method: AuthMethod, outcome: AttemptOutcome): void;
  /** Resolves when everything counted so far is in the database, or could not be written. */
  flush(): Promise<void>;
}

const flushAfterMs = 5_000;
const namesMax = 10_000;
const spaceName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

interface Count {
  spaceId: string;
  method: AuthMethod;
  outcome: AttemptOutcome;
  times: number;
}

/** Counts attempts in memory and adds them to `AuthAttempt` every five seconds; what cannot be written is tried again. */
export function createAttemptCounter({ db, clock, log }: { db: Db; clock: Clock; log: Logger }): AttemptCounter {
  let waiting = new Map<string, Count>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function add({ spaceId, method, outcome, times }: Count): void {
    const isNamed = spaceName.test(spaceId) && waiting.size < namesMax;
    const key = `${isNamed ? spaceId : ""}\0${method}\0${outcome}`;
    const known = waiting.get(key);
    if (known) known.times += times;
    else waiting.set(key, { spaceId: isNamed ? spaceId : "", method, outcome, times });
    timer ??= setTimeout(flush, flushAfterMs).unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  async function write(): Promise<void> {
    const counts = [...waiting.values()];
    waiting = new Map();
    if (counts.length === 0) return;
    try {
      await addAttempts(db, clock.now(), counts);
    } catch (err) {
      log.warn({ err }, "attempts to authenticate could not be counted; they are added next time");
      for (const count of counts) add(count);
    }
  }

  return { count: (spaceId, method, outcome) => add({ spaceId, method, outcome, times: 1 }), flush };
}
