import { type Sql, sql, type Tx } from "@/server/db";

export interface KeyStanding {
  /** Another principal has a live credential for that key. */
  isTaken: boolean;
  /** A JWT made at `now` would be dead on arrival. */
  isRevoked: boolean;
}

/** What speaks against issuing a credential for the public key. */
export async function selectKeyStanding(
  db: Tx,
  input: { spaceId: string; principalKey: number; publicKey: string; now: Date },
): Promise<KeyStanding> {
  // The account JWT holds revocations in whole seconds, rounded up, and ends what was issued in that second too.
  const rows = await db.$queryRaw<KeyStanding[]>`
    SELECT
      EXISTS (
        SELECT 1 FROM "Credential" c WHERE c."publicKey" = ${input.publicKey}
          AND c."principalKey" <> ${input.principalKey} AND c."expiresAt" > ${input.now}::timestamptz
      ) AS "isTaken",
      EXISTS (
        SELECT 1 FROM "Revocation" r WHERE r."spaceId" = ${input.spaceId} AND r."publicKey" IN (${input.publicKey}, '*')
          AND ceil(extract(epoch FROM r."revokedAt")) >= floor(extract(epoch FROM ${input.now}::timestamptz))
      ) AS "isRevoked"`;
  return rows[0] ?? { isTaken: false, isRevoked: false };
}

export async function insertCredential(
  db: Tx,
  row: {
    id: string;
    spaceId: string;
    principalKey: number;
    publicKey: string;
    tags: string[];
    issuedAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await db.credential.create({ data: row, select: { id: true } });
}

export async function deleteCredential(db: Tx, id: string): Promise<void> {
  await db.credential.deleteMany({ where: { id } });
}

/**
 * The end of a statement's WITH: marks every live credential of `keys` as revoked (`closed`) and lists each key as revoked,
 * for the account to be told (`listed`).
 */
export function closeKeys(input: { spaceId: string; now: Date; reason: string }, keys: Sql): Sql {
  // Key by key: without statistics the planner would read all of the space's credentials for each. `issuedAt` may lie
  // ahead of this process's clock; a revocation before it would not end the credential.
  return sql`keyed AS MATERIALIZED (
      SELECT c.id FROM (${keys}) chosen
      CROSS JOIN LATERAL (SELECT * FROM "Credential" WHERE "publicKey" = chosen."publicKey" OFFSET 0) c
      WHERE c."spaceId" = ${input.spaceId}
    ), closed AS (
      UPDATE "Credential" c SET "revokedAt" = ${input.now}::timestamptz FROM keyed, "Principal" p
      WHERE c.id = keyed.id AND p.key = c."principalKey"
        AND c."revokedAt" IS NULL AND c."expiresAt" > ${input.now}::timestamptz
      RETURNING c."publicKey", c."issuedAt", c."expiresAt", p.connections > 0 AS "isConnected"
    ), listed AS (
      INSERT INTO "Revocation" AS known ("spaceId", "publicKey", "revokedAt", "expiresAt", reason, "isUrgent")
      SELECT ${input.spaceId}, "publicKey", GREATEST(${input.now}::timestamptz, max("issuedAt")), max("expiresAt"),
        ${input.reason}, bool_or("isConnected")
      FROM closed GROUP BY "publicKey" ORDER BY "publicKey"
      ON CONFLICT ("spaceId", "publicKey") DO UPDATE SET
        "revokedAt" = GREATEST(known."revokedAt", EXCLUDED."revokedAt"),
        "expiresAt" = GREATEST(known."expiresAt", EXCLUDED."expiresAt"),
        "isUrgent" = EXCLUDED."isUrgent", "listedAt" = NULL, reason = EXCLUDED.reason
      RETURNING 1
    )`;
}

/** How many keys the space's account has to list at `now`, counted up to `max`. */
export async function countRevocations(db: Tx, spaceId: string, now: Date, max: number): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT 1 FROM "Revocation" WHERE "spaceId" = ${spaceId} AND "expiresAt" > ${now}::timestamptz LIMIT ${max}
    ) some_revocations`;
  return rows[0]?.count ?? 0;
}

/** Ends everything issued in the space up to `now` by one entry, `*`, in place of the keys listed so far. One statement. */
export async function revokeAllKeys(db: Tx, input: { spaceId: string; now: Date; reason: string }): Promise<void> {
  await db.$executeRaw`
    WITH live AS (
      SELECT max("issuedAt") AS issued, max("expiresAt") AS expires FROM "Credential"
      WHERE "spaceId" = ${input.spaceId} AND "expiresAt" > ${input.now}::timestamptz
    ), closed AS (
      UPDATE "Credential" SET "revokedAt" = ${input.now}::timestamptz
      WHERE "spaceId" = ${input.spaceId} AND "revokedAt" IS NULL AND "expiresAt" > ${input.now}::timestamptz
    ), listed AS (
      DELETE FROM "Revocation" WHERE "spaceId" = ${input.spaceId} AND "publicKey" <> '*'
    )
    INSERT INTO "Revocation" AS known ("spaceId", "publicKey", "revokedAt", "expiresAt", reason)
    SELECT ${input.spaceId}, '*', GREATEST(${input.now}::timestamptz, issued), expires, ${input.reason}
    FROM live WHERE expires IS NOT NULL
    ON CONFLICT ("spaceId", "publicKey") DO UPDATE SET
      "revokedAt" = GREATEST(known."revokedAt", EXCLUDED."revokedAt"),
      "expiresAt" = GREATEST(known."expiresAt", EXCLUDED."expiresAt"),
      "listedAt" = NULL, reason = EXCLUDED.reason`;
}

/** How many credentials of the space have not expired, counted up to `max`. */
export async function countLiveCredentials(db: Tx, spaceId: string, now: Date, max: number): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT 1 FROM "Credential" WHERE "spaceId" = ${spaceId} AND "expiresAt" > ${now}::timestamptz LIMIT ${max}
    ) some_credentials`;
  return rows[0]?.count ?? 0;
}

/** Removes up to `limit` credentials that expired before `before`. Returns how many there were. */
export async function deleteExpiredCredentials(db: Tx, before: Date, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Credential" WHERE id IN (
      SELECT c.id FROM "Space" s CROSS JOIN LATERAL (
        SELECT id FROM "Credential" WHERE "spaceId" = s.id AND "expiresAt" < ${before}::timestamptz
        ORDER BY "expiresAt" LIMIT ${limit}
      ) c LIMIT ${limit}
    )`;
}
