import { isDeepStrictEqual } from "node:util";
import { accountPublicKey, encodeSpaceAccount, lookupAccount, pushAccount, type SpaceKeys } from "@/server/nats";
import type { World } from "../world";
import { takeRevocations } from "./repository";

/**
 * NATS has the space's account with its signing keys and the revocations of the database; true when it had to be told.
 * Compares with what NATS has, so a server that lost its account directory gets it back and an unchanged one is left alone.
 */
export async function ensureAccount(world: World, spaceId: string, keys: SpaceKeys): Promise<boolean> {
  const { db, system, operatorSeed, clock } = world;
  const revocations = await takeRevocations(db, spaceId, clock.now());
  const wanted = await encodeSpaceAccount({ spaceId, keys, operatorSeed, revocations });
  const present = await lookupAccount(system, accountPublicKey(keys));
  if (present !== undefined && isSameAccount(present, wanted)) return false;
  await pushAccount(system, wanted);
  world.metrics.count("space.accountPushes");
  return true;
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
