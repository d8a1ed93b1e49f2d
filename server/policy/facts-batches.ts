import type { Db } from "@/server/db";
import type { Facts } from "./facts";
import { type FactsWanted, loadFacts } from "./facts-repository";

const wantedAtOnce = 500;
const statementsAtOnce = 4;

interface Waiting {
  wanted: FactsWanted;
  resolve: (facts: Facts | undefined) => void;
  reject: (cause: unknown) => void;
}

/** Reads facts for many who ask at the same time with few statements. Each answer was read after it was asked for. */
export interface FactsBatches {
  /** `undefined` when there is no such space. */
  load(spaceId: string, wanted: FactsWanted): Promise<Facts | undefined>;
}

/** One question is one statement at once; while all statements are out, questions of a space gather for the next. */
export function createFactsBatches(db: Db): FactsBatches {
  const waiting = new Map<string, Waiting[]>();
  let running = 0;
  let isDue = false;

  function startSoon(): void {
    if (isDue) return;
    isDue = true;
    // After this turn of the event loop, so that everything a burst of messages asks goes together.
    setImmediate(() => {
      isDue = false;
      start();
    });
  }

  function start(): void {
    for (const [spaceId, all] of waiting) {
      if (running >= statementsAtOnce) return;
      const batch = all.splice(0, wantedAtOnce);
      // To the end of the line, so that a busy space leaves room for the others.
      waiting.delete(spaceId);
      if (all.length > 0) waiting.set(spaceId, all);
      running += 1;
      void run(spaceId, batch).finally(() => {
        running -= 1;
        if (waiting.size > 0) start();
      });
    }
  }

  async function run(spaceId: string, batch: Waiting[]): Promise<void> {
    try {
      const facts = await loadFacts(
        db,
        spaceId,
        batch.map(({ wanted }) => wanted),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(facts?.[index]);
    } catch (cause) {
      for (const { reject } of batch) reject(cause);
    }
  }

  return {
    load(spaceId, wanted) {
      return new Promise((resolve, reject) => {
        const line = waiting.get(spaceId);
        if (line) line.push({ wanted, resolve, reject });
        else waiting.set(spaceId, [{ wanted, resolve, reject }]);
        startSoon();
      });
    },
  };
}
