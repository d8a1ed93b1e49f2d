import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { hashOfKey, isKeyText } from "./agent-key";
import { findKeyByHash, markAgentKeyUsed } from "./agent-key-repository";

/** A use is noted at most so often. */
const usedAtMostEveryMs = 60_000;
const charactersMax = 256;

interface Owner {
  spaceId: string;
  principalId: string;
}

/**
 * The agent whose key it is. Every failure (malformed, unknown, revoked, expired, disabled agent) costs the same look-up
 * and throws the same UNAUTHORIZED, so that nothing about keys can be learned from it. Marks the key as used, at most once a minute.
 */
export async function authenticateAgentKey(ctx: ServiceContext, key: string): Promise<Owner> {
  const owner = await recogniseAgentKey(ctx, key);
  if (!owner) throw new AppError("UNAUTHORIZED", "The API key is not valid.", { reason: "invalid_api_key" });
  return owner;
}

/**
 * The agent whose key it is, in the space when one is given, and marks the key as used; `undefined` after the same one
 * look-up for everything else.
 */
export async function recogniseAgentKey(
  { db, clock }: Pick<ServiceContext, "db" | "clock">,
  key: string,
  space?: string,
): Promise<Owner | undefined> {
  const now = clock.now();
  const found = await findKeyByHash(db, hashOfKey(key.slice(0, charactersMax)), now);
  if (!found?.isUsable || !isKeyText(key)) return undefined;
  const { id, spaceId, principalId, lastUsedAt } = found;
  if (space !== undefined && space !== spaceId) return undefined;
  if (isUseToBeNoted(lastUsedAt, now)) await markAgentKeyUsed(db, id, now);
  return { spaceId, principalId };
}

export function isUseToBeNoted(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= usedAtMostEveryMs;
}
