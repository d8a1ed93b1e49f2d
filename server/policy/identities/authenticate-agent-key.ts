import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { hashOfKey, isKeyText } from "./agent-key";
import { findKeyByHash, markAgentKeyUsed } from "./agent-key-repository";

const usedAtMostEveryMs = 60_000;
const charactersMax = 256;

/**
 * The agent whose key it is. Every failure (malformed, unknown, revoked, expired, disabled agent) costs the same look-up
 * and throws the same UNAUTHORIZED, so that nothing about keys can be learned from it. Marks the key as used, at most once a minute.
 */
export async function authenticateAgentKey(
  ctx: ServiceContext,
  key: string,
): Promise<{ spaceId: string; principalId: string }> {
  const now = ctx.clock.now();
  const found = await findKeyByHash(ctx.db, hashOfKey(key.slice(0, charactersMax)), now);
  if (!found?.isUsable || !isKeyText(key)) {
    throw new AppError("UNAUTHORIZED", "The API key is not valid.", { reason: "invalid_api_key" });
  }
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= usedAtMostEveryMs) {
    await markAgentKeyUsed(ctx.db, found.id, now);
  }
  return { spaceId: found.spaceId, principalId: found.principalId };
}
