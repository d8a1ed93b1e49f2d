import type { Tx } from "@/server/db";

export interface FoundNkey {
  spaceId: string;
  principalId: string;
  /** Usable now: not revoked, not expired, of an agent that is not disabled in a space that is not archived. */
  isUsable: boolean;
  lastUsedAt: Date | null;
}

/** The nkey and whether it opens anything at `now`: one look-up by primary key whatever the outcome. */
export async function findNkey(db: Tx, publicKey: string, now: Date): Promise<FoundNkey | undefined> {
  const rows = await db.$queryRaw<FoundNkey[]>`
    SELECT p."spaceId", p.id AS "principalId", k."lastUsedAt",
      (k."revokedAt" IS NULL AND (k."expiresAt" IS NULL OR k."expiresAt" > ${now})
        AND p."disabledAt" IS NULL AND s."archivedAt" IS NULL) AS "isUsable"
    FROM "AgentNkey" k JOIN "Principal" p ON p.key = k."principalKey" JOIN "Space" s ON s.id = p."spaceId"
    WHERE k."publicKey" = ${publicKey}`;
  return rows[0];
}

export async function markNkeyUsed(db: Tx, publicKey: string, now: Date): Promise<void> {
  await db.agentNkey.updateMany({
    where: { publicKey, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: now } }] },
    data: { lastUsedAt: now },
  });
}

export interface FoundIssuer {
  key: number;
  audience: string;
  jwksUri: string | null;
  jwks: unknown;
  /** Whose the subject is; null when it is nobody's. */
  principalId: string | null;
  /** Usable now: the subject of an agent that is not disabled in a space that is not archived. */
  isUsable: boolean;
  lastUsedAt: Date | null;
}

/** The space's issuer with the subject's agent: one look-up whatever the outcome. */
export async function findIssuer(
  db: Tx,
  { spaceId, issuer, subject }: { spaceId: string; issuer: string; subject: string },
): Promise<FoundIssuer | undefined> {
  const rows = await db.$queryRaw<FoundIssuer[]>`
    SELECT t.key, t.audience, t."jwksUri", t.jwks, p.id AS "principalId", a."lastUsedAt",
      (p.key IS NOT NULL AND p."disabledAt" IS NULL AND s."archivedAt" IS NULL) AS "isUsable"
    FROM "TokenIssuer" t JOIN "Space" s ON s.id = t."spaceId"
    LEFT JOIN "AgentSubject" a ON a."issuerKey" = t.key AND a.subject = ${subject}
    LEFT JOIN "Principal" p ON p.key = a."principalKey"
    WHERE t."spaceId" = ${spaceId} AND t.issuer = ${issuer}`;
  return rows[0];
}

export async function markSubjectUsed(db: Tx, issuerKey: number, subject: string, now: Date): Promise<void> {
  await db.agentSubject.updateMany({
    where: { issuerKey, subject, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: now } }] },
    data: { lastUsedAt: now },
  });
}

/** Notes that the challenge was answered; false when it had been before, in whatever process. */
export async function takeChallenge(db: Tx, nonce: string, expiresAt: Date): Promise<boolean> {
  const { count } = await db.usedChallenge.createMany({ data: [{ nonce, expiresAt }], skipDuplicates: true });
  return count > 0;
}

/** Removes notes of challenges that nobody could answer any more. */
export async function deleteOldChallenges(db: Tx, before: Date): Promise<void> {
  await db.usedChallenge.deleteMany({ where: { expiresAt: { lt: before } } });
}
