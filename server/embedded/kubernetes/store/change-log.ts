import type { Logger } from "@/server/kernel";
import type { Change } from "./records";
import type { Store } from "./store";

/** The changes in order, for any number of readers at any place. */
export interface ChangeLog {
  /** Everything up to here has been read. */
  position(): bigint;
  /** The next changes after `cursor`, none when there are none yet, `expired` when they are no longer kept. */
  read(cursor: bigint): Promise<{ changes: Change[]; position: bigint } | { expired: true; compacted: bigint }>;
  /** Resolves when there is something after `cursor`, or when `signal` aborts. */
  wait(cursor: bigint, signal: AbortSignal): Promise<void>;
  /** Catches up with what was written. */
  wake(): void;
}

const recentMax = 2_000;
const batchMax = 500;
const retryMs = 1_000;

/** Keeps the latest changes in memory, so that watches that keep up cost no queries. */
export async function openChangeLog(store: Store, log: Logger): Promise<ChangeLog> {
  let position = (await store.revision()).current;
  /** All changes after `floor` up to `position`. */
  let recent: Change[] = [];
  let floor = position;
  let isReading = false;
  let isBehind = false;
  const waiting = new Set<() => void>();

  async function catchUp(): Promise<void> {
    while (isBehind) {
      isBehind = false;
      const { changes } = await store.changesAfter(position, batchMax);
      if (changes.length === 0) continue;
      isBehind = changes.length === batchMax || isBehind;
      recent.push(...changes);
      position = changes.at(-1)?.version ?? position;
      const surplus = recent.slice(0, Math.max(recent.length - recentMax, 0));
      recent = recent.slice(surplus.length);
      floor = surplus.at(-1)?.version ?? floor;
      for (const resolve of [...waiting]) resolve();
    }
  }

  const changeLog: ChangeLog = {
    position: () => position,
    async read(cursor) {
      if (cursor >= floor) {
        const changes = recent.filter((change) => change.version > cursor).slice(0, batchMax);
        // A reader that listed just now may be ahead of what has been caught up with: it must not be taken back.
        if (cursor >= position) return { changes, position: cursor };
        return { changes, position: changes.at(-1)?.version ?? position };
      }
      const { changes, revision } = await store.changesAfter(cursor, batchMax);
      if (revision.compacted > cursor) return { expired: true, compacted: revision.compacted };
      return { changes, position: changes.at(-1)?.version ?? revision.current };
    },
    wait(cursor, signal) {
      return new Promise((resolve) => {
        if (position > cursor || signal.aborted) return resolve();
        const done = () => {
          waiting.delete(done);
          signal.removeEventListener("abort", done);
          resolve();
        };
        waiting.add(done);
        signal.addEventListener("abort", done);
      });
    },
    wake() {
      isBehind = true;
      if (isReading) return;
      isReading = true;
      catchUp()
        .catch((error: unknown) => {
          log.error({ err: error }, "watches could not read the latest changes");
          setTimeout(changeLog.wake, retryMs).unref();
        })
        .finally(() => {
          isReading = false;
          if (isBehind) changeLog.wake();
        });
    },
  };
  store.onWrite(changeLog.wake);
  return changeLog;
}
