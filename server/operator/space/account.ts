import { isDeepStrictEqual } from "node:util";
import {
  accountPublicKey,
  encodeSpaceAccount,
  loadSpaceKeys,
  lookupAccount,
  pushAccount,
  type SpaceKeys,
} from "@/server/nats";
import { endAllAccess } from "@/server/policy";
import { markListed, type Revocations, restartTurns, returnedMax, takeRevocations } from "../revocations";
import type { World } from "../world";
import { findSpace } from "./repository";

/** NATS knows of the space's revocations, as many as it can be told of at once; for the rest this asks for another round. */
export async function pushRevocations(world: World, spaceId: string): Promise<undefined> {
  const space = await findSpace(world.db, spaceId);
  if (!space?.accountPublicKey) return;
  // Without the space's lock, which a change of a million members may hold just now.
  await ensureAccount(world, spaceId, await loadSpaceKeys(world.db, world.secret, spaceId));
}

/**
 * NATS has the space's account with its signing keys and as many revocations of the database as an account JWT holds; true
 * when it had to be told. Keys that do not fit take turns, because being listed once ends every connection of a key, and who
 * comes back is listed again. Without news it compares with what NATS has, so a server that lost its account directory gets
 * it back and an unchanged one is left alone.
 */
export async function ensureAccount(world: World, spaceId: string, keys: SpaceKeys): Promise<boolean> {
  return world.accountTurns.take(spaceId, async () => {
    const { db, system, operatorSeed, clock } = world;
    const { listed, waiting } = await takeTurn(world, spaceId, keys);
    const wanted = await encodeSpaceAccount({ spaceId, keys, operatorSeed, revocations: listed });
    const isNews = listed.some(({ isWaiting }) => isWaiting);
    const present = isNews ? undefined : await lookupAccount(system, accountPublicKey(keys));
    if (present !== undefined && isSameAccount(present, wanted)) return false;
    await pushAccount(system, wanted);
    await markListed(db, spaceId, listed, clock.now());
    world.metrics.count("space.accountPushes");
    if (waiting > 0) world.enqueue.account(spaceId);
    return true;
  });
}

async function takeTurn(world: World, spaceId: string, keys: SpaceKeys): Promise<Revocations> {
  const { db, clock, revokedWatch } = world;
  const turn = await takeRevocations(db, spaceId, clock.now());
  if (turn.returned > returnedMax) {
    await endAllAccess(world.context, { spaceId, reason: "Too many revoked credentials came back." });
    return takeRevocations(db, spaceId, clock.now());
  }
  const isOverfull = turn.total > turn.listed.length;
  if (!revokedWatch.note({ account: accountPublicKey(keys), spaceId, isOverfull })) return turn;
  // Nobody listened until now: whoever was listed and is not any more may have come back unseen.
  await restartTurns(db, spaceId);
  return takeRevocations(db, spaceId, clock.now());
}

/** Whether two account JWTs say the same, whenever they were made. */
export function isSameAccount(jwt: string, other: string): boolean {
  return isDeepStrictEqual(claimsOf(jwt), claimsOf(other));
}

function claimsOf(jwt: string): unknown {
  const payload = jwt.split(".")[1] ?? "";
  const { iat: _iat, jti: _jti, ...claims } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  return claims;
}
