import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { administer } from "./administer";
import { findAgentKey, markAgentKeyRevoked } from "./agent-key-repository";

const RevokeAgentKeyInput = z.object({ spaceId: z.string(), keyId: z.uuid() });

/** The key opens nothing from now on, and every credential of its agent is closed: with another key it gets new ones. */
export async function revokeAgentKey(
  ctx: ServiceContext,
  given: z.infer<typeof RevokeAgentKeyInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, keyId } = parseInput(RevokeAgentKeyInput, given);
  const key = await findAgentKey(ctx.db, spaceId, keyId);
  if (!key) throw new AppError("NOT_FOUND", "There is no such key in this space.", { reason: "unknown_key" });
  const { agent, label, prefix } = key;
  await administer(ctx, { spaceId, verb: "agent-key.revoke", target: `agent:${agent}` }, async (tx) => ({
    result: undefined,
    isChanged: await markAgentKeyRevoked(tx, keyId, ctx.clock.now()),
    before: { id: keyId, label, prefix },
  }));
  return { closed: await closeCredentialsOf(ctx, { spaceId, reason: "agent key revoked", principalId: agent }) };
}
