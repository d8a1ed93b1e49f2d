import type { Tx } from "@/server/db";

/** Makes the caller the space's only policy writer until its transaction ends. Returns the revision, `undefined` without such a space. */
export async function lockSpace(tx: Tx, spaceId: string): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ revision: string }[]>`
    SELECT revision::text AS "revision" FROM "Space" WHERE id = ${spaceId} FOR NO KEY UPDATE`;
  return rows[0]?.revision;
}

/** Raises the revision of a space that the transaction has locked. */
export async function bumpRevision(tx: Tx, spaceId: string): Promise<string> {
  const { revision } = await tx.space.update({
    where: { id: spaceId },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  });
  return revision.toString();
}

export async function readRevision(db: Tx, spaceId: string): Promise<string | undefined> {
  const space = await db.space.findUnique({ where: { id: spaceId }, select: { revision: true } });
  return space?.revision.toString();
}

export interface AuditRow {
  at: Date;
  /** Null: an act on the whole platform. */
  spaceId: string | null;
  actor: string;
  verb: string;
  target: string;
  /** Plain JSON. */
  before: unknown;
  after: unknown;
  via?: string;
  address?: string;
}

export async function insertAudit(tx: Tx, { before, after, ...columns }: AuditRow): Promise<void> {
  await tx.auditLog.create({
    data: { ...columns, before: before ?? undefined, after: after ?? undefined },
    select: { id: true },
  });
}

/** The revision that the change under way will raise the space to. */
export async function nextRevision(tx: Tx, spaceId: string): Promise<bigint> {
  return BigInt((await readRevision(tx, spaceId)) ?? 0) + 1n;
}
