import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { type BatchEnd, type ClosedBatch, closeLiveBatch, closeLostBatch, type LiveScope } from "./lost-repository";
import { countRevocations, revokeAllKeys } from "./repository";
import { tagOfPlace } from "./tags";

const credentialsAtOnce = 10_000;
/** Of so many nobody is kept waiting; of more, those go first who are connected. */
const credentialsAtFirst = 1_000;
/** More revoked keys than NATS can be told of in half a minute. */
export const revocationsMaxDefault = 1_000_000;

export interface CloseLostAccessInput {
  spaceId: string;
  /** For people: why connections are closed. */
  reason: string;
  /** Look only at access to these channels and private threads. */
  places?: Place[];
  /** Look only at the credentials of these principals, by id. */
  principals?: string[];
  /** A million keys when absent. */
  revocationsMax?: number;
}

/**
 * Closes every live credential that opens more than its principal may read now, and leaves all others alone. Their keys
 * are listed as revoked and `revocations.pending` is announced, upon which the broker ends the connections. Works in
 * batches, so an interruption leaves closed what was closed; called again it does the rest. Returns how many were closed.
 * The one exception to "leaves all others alone": beyond a million revoked keys everything the space issued so far is ended
 * and everybody asks for a new credential.
 */
export async function closeLostAccess(ctx: ServiceContext, input: CloseLostAccessInput): Promise<number> {
  const tags = input.places?.map(tagOfPlace);
  if (tags?.length === 0 || input.principals?.length === 0) return 0;
  return closeInBatches(ctx, { ...input, tags }, closeLostBatch);
}

/** Closes every live credential of the principal, whatever it may read: it has to ask for new ones. Returns how many there were. */
export async function closeCredentialsOf(
  ctx: ServiceContext,
  { spaceId, reason, principalId }: { spaceId: string; reason: string; principalId: string },
): Promise<number> {
  return closeInBatches(ctx, { spaceId, reason, principals: [principalId] }, closeLiveBatch);
}

async function closeInBatches(
  ctx: ServiceContext,
  input: CloseLostAccessInput & { tags?: string[] },
  closeBatch: typeof closeLostBatch,
): Promise<number> {
  const { spaceId, reason, tags, principals, revocationsMax = revocationsMaxDefault } = input;
  const scope: LiveScope = { spaceId, now: ctx.clock.now(), tags, principals };
  let closed = 0;

  async function close(after: BatchEnd | undefined, limit: number, connectedOnly: boolean): Promise<ClosedBatch> {
    const batch = await closeBatch(ctx.db, { ...scope, after, limit, connectedOnly, reason });
    closed += batch.closed;
    if (batch.closed > 0) {
      await endAllWhenTooMany(ctx, { spaceId, reason, now: scope.now, revocationsMax });
      ctx.bus.publish("revocations.pending", { spaceId });
    }
    return batch;
  }

  async function closeAll(from: BatchEnd | undefined, connectedOnly: boolean): Promise<void> {
    for (let after = from; ; ) {
      const batch = await close(after, credentialsAtOnce, connectedOnly);
      if (batch.end === null || batch.seen < credentialsAtOnce) return;
      after = batch.end;
    }
  }

  const first = await close(undefined, credentialsAtFirst, false);
  if (first.end !== null && first.seen === credentialsAtFirst) {
    await closeAll(first.end, true);
    await closeAll(first.end, false);
  }
  if (closed > 0) ctx.log.info({ spaceId, closed, reason }, "credentials closed");
  return closed;
}

/** Ends everything the space has issued so far by one entry: everybody has to ask for a new credential. */
export async function endAllAccess(ctx: ServiceContext, input: { spaceId: string; reason: string }): Promise<void> {
  ctx.log.warn(input, "all credentials of the space are ended");
  await revokeAllKeys(ctx.db, { ...input, now: ctx.clock.now() });
}

async function endAllWhenTooMany(
  ctx: ServiceContext,
  input: { spaceId: string; reason: string; now: Date; revocationsMax: number },
): Promise<void> {
  const { spaceId, reason, now, revocationsMax } = input;
  if ((await countRevocations(ctx.db, spaceId, now, revocationsMax + 1)) > revocationsMax) {
    await endAllAccess(ctx, { spaceId, reason });
  }
}
