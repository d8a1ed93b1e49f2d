import type { Tx } from "@/server/db";

export interface AgentKeyRow {
  id: string;
  label: string;
  prefix: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const columns = {
  id: true,
  label: true,
  prefix: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

export async function insertAgentKey(
  tx: Tx,
  row: {
    principalKey: number;
    label: string;
    prefix: string;
    hash: Uint8Array<ArrayBuffer>;
    createdAt: Date;
    expiresAt: Date | null;
  },
): Promise<AgentKeyRow> {
  return tx.agentKey.create({ data: row, select: columns });
}

/** The newest keys of an agent, those that are revoked too. */
export async function selectAgentKeys(db: Tx, principalKey: number, limit: number): Promise<AgentKeyRow[]> {
  return db.agentKey.findMany({ where: { principalKey }, orderBy: { id: "desc" }, take: limit, select: columns });
}

/** The key of an agent of the space. */
export async function findAgentKey(
  db: Tx,
  spaceId: string,
  id: string,
): Promise<{ agent: string; label: string; prefix: string } | undefined> {
  const where = { id, principal: { spaceId } };
  const row = await db.agentKey.findFirst({
    where,
    select: { label: true, prefix: true, principal: { select: { id: true } } },
  });
  return row ? { agent: row.principal.id, label: row.label, prefix: row.prefix } : undefined;
}

/** Whether it was not revoked before. */
export async function markAgentKeyRevoked(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.agentKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
  return count > 0;
}

export async function countUsableKeys(db: Tx, principalKey: number, now: Date): Promise<number> {
  const isNotExpired = [{ expiresAt: null }, { expiresAt: { gt: now } }];
  return db.agentKey.count({ where: { principalKey, revokedAt: null, OR: isNotExpired } });
}

export interface FoundKey {
  id: string;
  spaceId: string;
  principalId: string;
  /** Usable now: not revoked, not expired, of an agent that is not disabled in a space that is not archived. */
  isUsable: boolean;
  lastUsedAt: Date | null;
}

/** The key with that hash and whether it opens anything at `now`: one look-up by unique index whatever the outcome. */
export async function findKeyByHash(db: Tx, hash: Uint8Array, now: Date): Promise<FoundKey | undefined> {
  const rows = await db.$queryRaw<FoundKey[]>`
    SELECT k.id, p."spaceId", p.id AS "principalId", k."lastUsedAt",
      (k."revokedAt" IS NULL AND (k."expiresAt" IS NULL OR k."expiresAt" > ${now})
        AND p."disabledAt" IS NULL AND s."archivedAt" IS NULL) AS "isUsable"
    FROM "AgentKey" k JOIN "Principal" p ON p.key = k."principalKey" JOIN "Space" s ON s.id = p."spaceId"
    WHERE k.hash = ${hash}`;
  return rows[0];
}

export async function markAgentKeyUsed(db: Tx, id: string, now: Date): Promise<void> {
  await db.agentKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: now } }] },
    data: { lastUsedAt: now },
  });
}
