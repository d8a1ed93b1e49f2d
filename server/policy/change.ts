import type { Db, ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { bumpRevision, lockSpace } from "./change-repository";
import { writeAudit } from "./logs/write-audit";

/** What a change did, told by the function that made it. */
export interface Change<Result> {
  result: Result;
  /** Nothing changed: no revision, no audit row, nothing announced. */
  isChanged: boolean;
  /** For the audit log; plain JSON. */
  before?: unknown;
  after?: unknown;
  /** The only principals whose rights it concerns. Absent, or more than 100 of them: everybody's. */
  principals?: string[];
}

export interface ChangeTarget {
  spaceId: string;
  /** What is done and to what, for the audit log: `group.create`, `group:EdgeSensorsGroup`. */
  verb: string;
  target: string;
}

const principalsNamedMax = 100;
const transactionTimeoutMs = 120_000;
const transactionWaitMs = 30_000;
const turnsOf = new WeakMap<Db, Map<string, Promise<unknown>>>();

/**
 * Runs `change` as the space's only policy write of the moment and, when it changed something, raises the revision and
 * writes the audit row in the same transaction, then announces `policy.changed`. Everything that decisions hang on
 * (principals, groups, roles, channels, threads) is written through here. `change` must not call it again.
 */
export async function changePolicy<Result>(
  ctx: ServiceContext,
  { spaceId, verb, target }: ChangeTarget,
  change: (tx: Tx) => Promise<Change<Result>>,
): Promise<{ result: Result; isChanged: boolean; revision: string }> {
  const made = await inTurn(ctx.db, spaceId, () =>
    ctx.db.$transaction(
      async (tx) => {
        const revision = await lockSpace(tx, spaceId);
        if (revision === undefined) {
          throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
        }
        const done = await change(tx);
        if (!done.isChanged) return { ...done, revision };
        await writeAudit(ctx, tx, { spaceId, verb, target, before: done.before, after: done.after });
        return { ...done, revision: await bumpRevision(tx, spaceId) };
      },
      { timeout: transactionTimeoutMs, maxWait: transactionWaitMs },
    ),
  );
  const { result, isChanged, revision, principals } = made;
  if (isChanged) {
    const isNamed = principals !== undefined && principals.length <= principalsNamedMax;
    ctx.bus.publish("policy.changed", { spaceId, revision, ...(isNamed && { principals }) });
  }
  return { result, isChanged, revision };
}

/** Writers of one process queue here and not inside Postgres, where each would hold a connection that readers need. */
async function inTurn<Result>(db: Db, spaceId: string, run: () => Promise<Result>): Promise<Result> {
  const turns = turnsOf.get(db) ?? new Map<string, Promise<unknown>>();
  turnsOf.set(db, turns);
  const mine = (turns.get(spaceId) ?? Promise.resolve()).then(run);
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  turns.set(spaceId, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(spaceId) === settled) turns.delete(spaceId);
  }
}
