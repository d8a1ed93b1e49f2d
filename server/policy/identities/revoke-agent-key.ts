import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError, describeActor } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { insertAudit } from "../change-repository";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { markAgentKeyRevoked } from "./agent-key-repository";

const RevokeAgentKeyInput = z.object({ spaceId: z.string(), keyId: z.uuid() });

/** The key opens nothing from now on, and every credential of its agent is closed: with another key it gets new ones. */
export async function revokeAgentKey(
  ctx: ServiceContext,
  given: z.infer<typeof RevokeAgentKeyInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, keyId } = parseInput(RevokeAgentKeyInput, given);
  const now = ctx.clock.now();
  const agent = await ctx.db.$transaction(async (tx) => {
    const id = await markAgentKeyRevoked(tx, spaceId, keyId, now);
    if (id === undefined) throw new AppError("NOT_FOUND", "There is no such key in this space.");
    await insertAudit(tx, {
      at: now,
      spaceId,
      actor: describeActor(ctx.actor),
      verb: "agent-key.revoke",
      target: `agent:${id}`,
      before: undefined,
      after: { id: keyId },
    });
    return id;
  });
  return { closed: await closeCredentialsOf(ctx, { spaceId, reason: "agent key revoked", principalId: agent }) };
}
