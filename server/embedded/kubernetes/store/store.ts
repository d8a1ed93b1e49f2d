import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import type { KubeObject } from "../object";
import type { Change, ListQuery, ObjectKey, Revision, StoredObject } from "./records";
import * as rows from "./repository";
import { createWriting, type Writing } from "./writing";

/** The API server's objects and their history, in Postgres. */
export interface Store {
  revision(): Promise<Revision>;
  find(key: ObjectKey): Promise<KubeObject | undefined>;
  list(query: ListQuery): Promise<{ objects: StoredObject[]; revision: Revision; total: number }>;
  changesAfter(version: bigint, limit: number): Promise<{ changes: Change[]; revision: Revision }>;
  untouched(group: string, resource: string, before: Date): Promise<StoredObject[]>;
  /** Runs `work` in a transaction of its own, alone. What it wrote is durable when this returns, and nothing is when it throws. */
  write<Result>(work: (writing: Writing) => Promise<Result>): Promise<Result>;
  compact(before: Date, keep: number): Promise<void>;
  /** Calls `listener` after each write of this process. */
  onWrite(listener: () => void): void;
}

const transactionTimeoutMs = 30_000;

export async function openStore(db: Db, clock: Clock): Promise<Store> {
  await rows.ensureRevision(db);
  const listeners = new Set<() => void>();
  // One write at a time, so that waiting for the lock takes up no pooled connections.
  let last: Promise<unknown> = Promise.resolve();

  async function transact<Result>(work: (writing: Writing) => Promise<Result>): Promise<Result> {
    let hasWritten = false;
    const result = await db.$transaction(
      async (tx) => {
        const writing = createWriting(tx, await rows.lockRevision(tx), clock.now());
        const value = await work(writing);
        hasWritten = await writing.finish();
        return value;
      },
      { timeout: transactionTimeoutMs, maxWait: transactionTimeoutMs },
    );
    if (hasWritten) for (const listener of listeners) listener();
    return result;
  }

  return {
    revision: () => rows.readRevision(db),
    find: (key) => rows.findObject(db, key),
    list: (query) => rows.listObjects(db, query),
    changesAfter: (version, limit) => rows.changesAfter(db, version, limit),
    untouched: (group, resource, before) => rows.untouchedObjects(db, group, resource, before),
    write(work) {
      const result = last.then(() => transact(work));
      last = result.catch(() => undefined);
      return result;
    },
    compact: (before, keep) => rows.compactChanges(db, before, keep),
    onWrite(listener) {
      listeners.add(listener);
    },
  };
}
