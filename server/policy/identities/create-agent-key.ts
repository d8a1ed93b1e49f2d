import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError, describeActor } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { insertAudit } from "../change-repository";
import { parseInput, principalId } from "../input";
import { createKeyText, hashOfKey, prefixOfKey } from "./agent-key";
import { insertAgentKey } from "./agent-key-repository";
import { findPrincipal } from "./repository";

export const CreateAgentKeyInput = z.object({
  spaceId: z.string(),
  principalId,
  label: z.string().min(1).max(200).default("key"),
  expiresAt: z.date().nullable().default(null),
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

/** A new key that lets the agent ask for credentials. */
export async function createAgentKey(ctx: ServiceContext, given: CreateAgentKeyInput): Promise<CreatedAgentKey> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id, label, expiresAt } = parseInput(CreateAgentKeyInput, given);
  const agent = await findPrincipal(ctx.db, spaceId, id);
  if (agent?.kind !== "agent") throw new AppError("NOT_FOUND", `There is no agent "${id}" in this space.`);
  const key = createKeyText();
  const now = ctx.clock.now();
  const row = await ctx.db.$transaction(async (tx) => {
    const columns = { principalKey: agent.key, label, expiresAt, createdAt: now };
    const made = await insertAgentKey(tx, { ...columns, prefix: prefixOfKey(key), hash: hashOfKey(key) });
    await insertAudit(tx, {
      at: now,
      spaceId,
      actor: describeActor(ctx.actor),
      verb: "agent-key.create",
      target: `agent:${id}`,
      before: undefined,
      after: { id: made.id, label, prefix: made.prefix, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return made;
  });
  return { id: row.id, key, prefix: row.prefix, label: row.label, expiresAt: row.expiresAt?.toISOString() ?? null };
}
