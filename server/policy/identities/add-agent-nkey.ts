import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { requireUserPublicKey } from "../credentials/public-key";
import { parseInput, principalId } from "../input";
import { administer, requireAgent } from "./administer";
import { countUsableNkeys, insertAgentNkey } from "./agent-nkey-repository";
import { type AgentNkeyView, viewOfNkey } from "./agent-nkey-view";
import { expiry, label, requireFuture } from "./expiry";

const usableNkeysMax = 100;

export const AddAgentNkeyInput = z.object({
  spaceId: z.string(),
  principalId,
  /** The public half of a user nkey pair that the agent made; the seed stays with it. */
  publicKey: z.string(),
  label: label.default("nkey"),
  expiresAt: expiry,
});
export type AddAgentNkeyInput = z.input<typeof AddAgentNkeyInput>;

/**
 * Whoever signs a challenge with that key pair is the agent. A key pair belongs to one agent of the installation and is
 * never taken twice, not even after it was revoked: then CONFLICT.
 */
export async function addAgentNkey(ctx: ServiceContext, given: AddAgentNkeyInput): Promise<AgentNkeyView> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id, publicKey, label, expiresAt } = parseInput(AddAgentNkeyInput, given);
  requireUserPublicKey(publicKey);
  requireFuture(ctx, expiresAt);
  const now = ctx.clock.now();
  return administer(ctx, { spaceId, verb: "agent-nkey.add", target: `agent:${id}` }, async (tx) => {
    const agent = await requireAgent(tx, spaceId, id);
    if ((await countUsableNkeys(tx, agent.key, now)) >= usableNkeysMax) {
      throw new AppError("LIMIT_EXCEEDED", `"${id}" has ${usableNkeysMax} nkeys already: revoke one first.`);
    }
    const row = await insertAgentNkey(tx, { publicKey, principalKey: agent.key, label, createdAt: now, expiresAt });
    if (!row) {
      const fields = [{ path: "publicKey", message: "the public key of a new key pair" }];
      throw new AppError("CONFLICT", "This key pair is or was in use: make a new one.", {
        reason: "key_taken",
        fields,
      });
    }
    return {
      result: viewOfNkey(row),
      after: { publicKey, label, expiresAt: expiresAt?.toISOString() ?? null },
    };
  });
}
