import type { Db } from "@/server/db";
import { AppError, seal, unseal } from "@/server/kernel";
import { createSeed, publicKeyOf } from "./keys";

/** The nkey seeds of a space's NATS account. They are kept sealed in `Space.sealedKeys` and in no log. */
export interface SpaceKeys {
  account: string;
  agent: string;
  person: string;
  service: string;
}

export function createSpaceKeys(): SpaceKeys {
  return {
    account: createSeed("account"),
    agent: createSeed("account"),
    person: createSeed("account"),
    service: createSeed("account"),
  };
}

export function accountPublicKey(keys: SpaceKeys): string {
  return publicKeyOf(keys.account);
}

export function sealSpaceKeys(secret: string, keys: SpaceKeys): Uint8Array<ArrayBuffer> {
  return seal(secret, JSON.stringify(keys));
}

const cached = new Map<string, SpaceKeys>();
const cachedMax = 1_000;

/** The keys of a space. Throws NOT_FOUND for an unknown space and UNAVAILABLE while its account is not made yet. */
export async function loadSpaceKeys(db: Db, secret: string, spaceId: string): Promise<SpaceKeys> {
  const space = await db.space.findUnique({
    where: { id: spaceId },
    select: { sealedKeys: true, accountPublicKey: true },
  });
  if (!space) throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
  if (!space.sealedKeys || !space.accountPublicKey) {
    throw new AppError("UNAVAILABLE", `The space "${spaceId}" is still being set up; try again in a moment.`, {
      reason: "space_not_ready",
    });
  }
  const known = cached.get(space.accountPublicKey);
  if (known) return known;
  const keys = openSpaceKeys(secret, space.sealedKeys);
  if (cached.size >= cachedMax) cached.clear();
  cached.set(space.accountPublicKey, keys);
  return keys;
}

/** Opens sealed keys. Throws when PARLEY_SECRET is not the one they were sealed with. */
export function openSpaceKeys(secret: string, sealed: Uint8Array): SpaceKeys {
  try {
    return JSON.parse(unseal(secret, sealed)) as SpaceKeys;
  } catch (cause) {
    throw new AppError(
      "INTERNAL",
      "The space's keys cannot be opened: PARLEY_SECRET is not the one they were made with.",
      {
        cause,
      },
    );
  }
}
