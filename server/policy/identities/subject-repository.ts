import type { Tx } from "@/server/db";

/** Whose subject it is, `undefined` when nobody's. */
export async function findSubject(db: Tx, issuerKey: number, subject: string): Promise<string | undefined> {
  const row = await db.agentSubject.findUnique({
    where: { issuerKey_subject: { issuerKey, subject } },
    select: { principal: { select: { id: true } } },
  });
  return row?.principal.id;
}

/** False when the subject is taken. */
export async function insertSubject(
  tx: Tx,
  row: { issuerKey: number; subject: string; principalKey: number; createdAt: Date },
): Promise<boolean> {
  const { count } = await tx.agentSubject.createMany({ data: [row], skipDuplicates: true });
  return count > 0;
}

export async function deleteSubject(tx: Tx, issuerKey: number, subject: string): Promise<void> {
  await tx.agentSubject.deleteMany({ where: { issuerKey, subject } });
}

export interface SubjectRow {
  issuer: string;
  subject: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The subjects of an agent, oldest first. */
export async function selectSubjects(db: Tx, principalKey: number, limit: number): Promise<SubjectRow[]> {
  const rows = await db.agentSubject.findMany({
    where: { principalKey },
    orderBy: [{ createdAt: "asc" }, { subject: "asc" }],
    take: limit,
    select: { subject: true, createdAt: true, lastUsedAt: true, issuer: { select: { issuer: true } } },
  });
  return rows.map(({ issuer, ...row }) => ({ ...row, issuer: issuer.issuer }));
}
