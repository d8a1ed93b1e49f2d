import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { parseInput, principalId } from "../input";
import { administer, requireAgent } from "./administer";
import { createKeyText, hashOfKey, prefixOfKey } from "./agent-key";
import { countUsableKeys, insertAgentKey } from "./agent-key-repository";
import { expiry, label, requireFuture } from "./expiry";

const usableKeysMax = 100;

export const CreateAgentKeyInput = z.object({
  spaceId: z.string(),
  principalId,
  label: label.default("key"),
  expiresAt: expiry,
});
export type CreateAgentKeyInput = z.input<typeof CreateAgentKeyInput>;

export interface CreatedAgentKey {
  id: string;
  /** The key itself. Only its hash is kept, so this is the one time it can be read. */
  key: string;
  prefix: string;
  label: string;
  /** RFC 3339; null: never. */
  expiresAt: string | null;
}

/** A new key that lets the agent ask for credentials. An agent has at most 100 that are usable; beyond that LIMIT_EXCEEDED. */
export async function createAgentKey(ctx: ServiceContext, given: CreateAgentKeyInput): Promise<CreatedAgentKey> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id, label, expiresAt } = parseInput(CreateAgentKeyInput, given);
  requireFuture(ctx, expiresAt);
  const key = createKeyText();
  const now = ctx.clock.now();
  const row = await administer(ctx, { spaceId, verb: "agent-key.create", target: `agent:${id}` }, async (tx) => {
    const agent = await requireAgent(tx, spaceId, id);
    if ((await countUsableKeys(tx, agent.key, now)) >= usableKeysMax) {
      throw new AppError("LIMIT_EXCEEDED", `"${id}" has ${usableKeysMax} keys already: revoke one first.`);
    }
    const columns = { principalKey: agent.key, label, expiresAt, createdAt: now };
    const made = await insertAgentKey(tx, { ...columns, prefix: prefixOfKey(key), hash: hashOfKey(key) });
    const after = { id: made.id, label, prefix: made.prefix, expiresAt: expiresAt?.toISOString() ?? null };
    return { result: made, after };
  });
  return { id: row.id, key, prefix: row.prefix, label: row.label, expiresAt: row.expiresAt?.toISOString() ?? null };
}
