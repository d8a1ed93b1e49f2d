import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { Facts } from "../facts";
import { loadFacts } from "../facts-repository";
import { type Claim, claimsOf, holds, type LiveCredential } from "./lost";
import { countRevocations, revokeAllKeys, revokeKeys, selectLiveCredentials } from "./repository";
import { tagOfPlace } from "./tags";

const credentialsAtOnce = 1_000;
const claimsAtOnce = 5_000;
/** An account JWT travels in one NATS message of at most 1 MiB; an entry takes some 90 bytes of it. */
export const revocationsMax = 5_000;
const beforeAllIds = "00000000-0000-0000-0000-000000000000";

export interface CloseLostAccessInput {
  spaceId: string;
  /** For people: why connections are closed. */
  reason: string;
  /** Look only at access to these channels and private threads. */
  places?: Place[];
  /** Look only at the credentials of these principals, by id. */
  principals?: string[];
}

/**
 * Closes every live credential that opens more than its principal may read now, and leaves all others alone. Their keys
 * are listed as revoked and `revocations.pending` is announced, upon which the broker ends the connections. Works in
 * batches, so an interruption leaves closed what was closed; called again it does the rest. Returns how many were closed.
 * The one exception to "leaves all others alone": beyond 5,000 revoked keys everything the space issued so far is ended
 * and everybody asks for a new credential.
 */
export async function closeLostAccess(ctx: ServiceContext, input: CloseLostAccessInput): Promise<number> {
  const tags = input.places?.map(tagOfPlace);
  if (tags?.length === 0 || input.principals?.length === 0) return 0;
  const scope = tags && new Set(tags);
  return closeWhere(ctx, input, tags ?? null, (credentials) => findLost(ctx, input.spaceId, credentials, scope));
}

/** Closes every live credential of the principal, whatever it may read: it has to ask for new ones. Returns how many there were. */
export async function closeCredentialsOf(
  ctx: ServiceContext,
  { spaceId, reason, principalId }: { spaceId: string; reason: string; principalId: string },
): Promise<number> {
  return closeWhere(ctx, { spaceId, reason, principals: [principalId] }, null, async (credentials) => credentials);
}

async function closeWhere(
  ctx: ServiceContext,
  { spaceId, reason, principals }: CloseLostAccessInput,
  tags: string[] | null,
  choose: (credentials: LiveCredential[]) => Promise<LiveCredential[]>,
): Promise<number> {
  let closed = 0;
  let after = beforeAllIds;
  for (;;) {
    const wanted = {
      spaceId,
      now: ctx.clock.now(),
      after,
      limit: credentialsAtOnce,
      tags,
      principals: principals ?? null,
    };
    const credentials = await selectLiveCredentials(ctx.db, wanted);
    const publicKeys = [...new Set((await choose(credentials)).map(({ publicKey }) => publicKey))];
    if (publicKeys.length > 0) {
      closed += await revoke(ctx, spaceId, publicKeys, reason);
      ctx.bus.publish("revocations.pending", { spaceId });
    }
    const last = credentials.at(-1);
    if (!last || credentials.length < credentialsAtOnce) break;
    after = last.id;
  }
  if (closed > 0) ctx.log.info({ spaceId, closed, reason }, "credentials closed");
  return closed;
}

/** Lists the keys as revoked; when they become too many for one account JWT, everything issued so far is ended instead. */
async function revoke(ctx: ServiceContext, spaceId: string, publicKeys: string[], reason: string): Promise<number> {
  const now = ctx.clock.now();
  const closed = await revokeKeys(ctx.db, { spaceId, publicKeys, now, reason });
  if ((await countRevocations(ctx.db, spaceId, now, revocationsMax + 1)) > revocationsMax) {
    ctx.log.warn(
      { spaceId, revocationsMax },
      "too many keys to revoke one by one: all credentials of the space are ended",
    );
    await revokeAllKeys(ctx.db, { spaceId, now, reason });
  }
  return closed;
}

async function findLost(
  ctx: ServiceContext,
  spaceId: string,
  credentials: LiveCredential[],
  scope: ReadonlySet<string> | undefined,
): Promise<LiveCredential[]> {
  const lost = new Set<LiveCredential>();
  const claims: Claim[] = [];
  for (const credential of credentials) {
    const its = claimsOf(credential, scope);
    if (its) claims.push(...its);
    else lost.add(credential);
  }
  for (let start = 0; start < claims.length; start += claimsAtOnce) {
    const some = claims.slice(start, start + claimsAtOnce);
    const facts: (Facts | undefined)[] = (await loadFacts(ctx.db, spaceId, some)) ?? [];
    some.forEach((claim, index) => {
      const its = facts[index];
      if (!its || !holds(claim, its)) lost.add(claim.credential);
    });
  }
  return [...lost];
}
