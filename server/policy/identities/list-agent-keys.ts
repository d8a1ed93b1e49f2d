import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput, principalId } from "../input";
import { requireAgent } from "./administer";
import { type AgentKeyRow, selectAgentKeys } from "./agent-key-repository";

const keysListedMax = 500;
const ListAgentKeysInput = z.object({ spaceId: z.string(), principalId });

/** A key as admins see it; the key itself is never shown again. Dates are RFC 3339. */
export interface AgentKeyView {
  id: string;
  label: string;
  /** First characters of the key. */
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** The agent's keys, newest first, with those that are revoked or expired; at most 500. */
export async function listAgentKeys(
  ctx: ServiceContext,
  given: z.infer<typeof ListAgentKeysInput>,
): Promise<AgentKeyView[]> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id } = parseInput(ListAgentKeysInput, given);
  const { key } = await requireAgent(ctx.db, spaceId, id);
  return readAgentKeys(ctx, key);
}

export async function readAgentKeys(ctx: ServiceContext, principalKey: number): Promise<AgentKeyView[]> {
  return (await selectAgentKeys(ctx.db, principalKey, keysListedMax)).map(viewOfKey);
}

function viewOfKey({ id, label, prefix, ...dates }: AgentKeyRow): AgentKeyView {
  return {
    id,
    label,
    prefix,
    createdAt: dates.createdAt.toISOString(),
    expiresAt: dates.expiresAt?.toISOString() ?? null,
    lastUsedAt: dates.lastUsedAt?.toISOString() ?? null,
    revokedAt: dates.revokedAt?.toISOString() ?? null,
  };
}
