import type { Tx } from "@/server/db";
import type { Jwks } from "./jwks";

export interface TokenIssuerRow {
  key: number;
  issuer: string;
  audience: string;
  jwksUri: string | null;
  /** As `Jwks` had it when it was written. */
  jwks: unknown;
  createdAt: Date;
}

const columns = { key: true, issuer: true, audience: true, jwksUri: true, jwks: true, createdAt: true } as const;

export async function findTokenIssuer(db: Tx, spaceId: string, issuer: string): Promise<TokenIssuerRow | undefined> {
  const where = { spaceId_issuer: { spaceId, issuer } };
  return (await db.tokenIssuer.findUnique({ where, select: columns })) ?? undefined;
}

export async function countTokenIssuers(db: Tx, spaceId: string): Promise<number> {
  return db.tokenIssuer.count({ where: { spaceId } });
}

export async function countSubjects(db: Tx, issuerKey: number): Promise<number> {
  return db.agentSubject.count({ where: { issuerKey } });
}

/** The issuers of the space by name, each with the number of its subjects. */
export async function selectTokenIssuers(
  db: Tx,
  spaceId: string,
): Promise<(TokenIssuerRow & { _count: { subjects: number } })[]> {
  return db.tokenIssuer.findMany({
    where: { spaceId },
    orderBy: { issuer: "asc" },
    select: { ...columns, _count: { select: { subjects: true } } },
  });
}

export async function upsertTokenIssuer(
  tx: Tx,
  row: {
    spaceId: string;
    issuer: string;
    audience: string;
    jwksUri: string | null;
    jwks: Jwks | null;
    createdAt: Date;
  },
): Promise<void> {
  const { spaceId, issuer, createdAt, audience, jwksUri, jwks } = row;
  // A JSON column takes its null as SQL's; the client's own sentinel for that lives in generated code.
  await tx.$executeRaw`
    INSERT INTO "TokenIssuer" ("spaceId", issuer, audience, "jwksUri", jwks, "createdAt")
    VALUES (${spaceId}, ${issuer}, ${audience}, ${jwksUri}, ${jwks === null ? null : JSON.stringify(jwks)}::jsonb, ${createdAt})
    ON CONFLICT ("spaceId", issuer) DO UPDATE
      SET audience = EXCLUDED.audience, "jwksUri" = EXCLUDED."jwksUri", jwks = EXCLUDED.jwks`;
}

/** Removes the issuer with its subjects. */
export async function deleteTokenIssuerRow(tx: Tx, key: number): Promise<void> {
  await tx.tokenIssuer.delete({ where: { key }, select: { key: true } });
}

/** Ids of the agents that are subjects of the issuer. */
export async function selectAgentsOfIssuer(db: Tx, issuerKey: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.id FROM "AgentSubject" s JOIN "Principal" p ON p.key = s."principalKey"
    WHERE s."issuerKey" = ${issuerKey}`;
  return rows.map(({ id }) => id);
}
