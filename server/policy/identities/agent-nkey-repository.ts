import type { Tx } from "@/server/db";

export interface AgentNkeyRow {
  publicKey: string;
  label: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const columns = {
  publicKey: true,
  label: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

/** The row made, `undefined` when the public key is known already, here or anywhere. */
export async function insertAgentNkey(
  tx: Tx,
  row: { publicKey: string; principalKey: number; label: string; createdAt: Date; expiresAt: Date | null },
): Promise<AgentNkeyRow | undefined> {
  const [made] = await tx.agentNkey.createManyAndReturn({ data: [row], skipDuplicates: true, select: columns });
  return made;
}

/** The newest nkeys of an agent, those that are revoked too. */
export async function selectAgentNkeys(db: Tx, principalKey: number, limit: number): Promise<AgentNkeyRow[]> {
  return db.agentNkey.findMany({
    where: { principalKey },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: columns,
  });
}

/** The nkey of an agent of the space. */
export async function findAgentNkey(
  db: Tx,
  spaceId: string,
  publicKey: string,
): Promise<{ agent: string; label: string } | undefined> {
  const row = await db.agentNkey.findFirst({
    where: { publicKey, principal: { spaceId } },
    select: { label: true, principal: { select: { id: true } } },
  });
  return row ? { agent: row.principal.id, label: row.label } : undefined;
}

/** Whether it was not revoked before. */
export async function markAgentNkeyRevoked(tx: Tx, publicKey: string, at: Date): Promise<boolean> {
  const { count } = await tx.agentNkey.updateMany({ where: { publicKey, revokedAt: null }, data: { revokedAt: at } });
  return count > 0;
}

export async function countUsableNkeys(db: Tx, principalKey: number, now: Date): Promise<number> {
  const isNotExpired = [{ expiresAt: null }, { expiresAt: { gt: now } }];
  return db.agentNkey.count({ where: { principalKey, revokedAt: null, OR: isNotExpired } });
}
