import type { ServiceContext } from "@/server/db";
import { type AgentNkeyRow, selectAgentNkeys } from "./agent-nkey-repository";

const nkeysListedMax = 500;

/** An nkey as admins see it. Dates are RFC 3339. */
export interface AgentNkeyView {
  publicKey: string;
  label: string;
  createdAt: string;
  expiresAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export async function readAgentNkeys(ctx: ServiceContext, principalKey: number): Promise<AgentNkeyView[]> {
  return (await selectAgentNkeys(ctx.db, principalKey, nkeysListedMax)).map(viewOfNkey);
}

export function viewOfNkey({ publicKey, label, ...dates }: AgentNkeyRow): AgentNkeyView {
  return {
    publicKey,
    label,
    createdAt: dates.createdAt.toISOString(),
    expiresAt: dates.expiresAt?.toISOString() ?? null,
    lastUsedAt: dates.lastUsedAt?.toISOString() ?? null,
    revokedAt: dates.revokedAt?.toISOString() ?? null,
  };
}
