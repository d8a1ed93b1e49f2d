import type { Db } from "@/server/db";
import type { RevokedKey } from "@/server/nats";

/**
 * How many revoked keys an account JWT lists at most. NATS takes no JWT over 1 MiB (nats-io/jwt `MaxTokenSize`); an entry takes
 * 94 bytes of it, the signing keys with their permissions 4 KiB.
 */
export const listedMax = 10_000;
/** How many of them may be keys that somebody came back with; others have to have their turn too. */
export const returnedMax = 8_000;

export interface ListedKey extends RevokedKey {
  /** No account JWT has listed it yet. */
  isWaiting: boolean;
}

export interface Revocations {
  /** By public key. */
  listed: ListedKey[];
  /** How many will still wait for their turn after these. */
  waiting: number;
  total: number;
  /** Keys that somebody came back with after their turn. */
  returned: number;
}

/**
 * What the account JWT has to list as revoked now: first keys that somebody came back with after their turn, then those that
 * wait for it, the connected before the others, then the latest. Rows whose JWTs have all expired are removed.
 */
export async function takeRevocations(db: Db, spaceId: string, now: Date, max = listedMax): Promise<Revocations> {
  await db.revocation.deleteMany({ where: { spaceId, expiresAt: { lte: now } } });
  const rows = await db.$queryRaw<(ListedKey & Omit<Revocations, "listed">)[]>`
    SELECT "publicKey", "revokedAt", "listedAt" IS NULL AS "isWaiting", (count(*) OVER ())::int AS "total",
      (count(*) FILTER (WHERE "listedAt" IS NULL) OVER ())::int AS "waiting", (count("seenAt") OVER ())::int AS "returned"
    FROM "Revocation" WHERE "spaceId" = ${spaceId}
    ORDER BY "publicKey" = '*' DESC, "seenAt" IS NULL, "listedAt" IS NOT NULL, "isUrgent" DESC, "revokedAt" DESC, "publicKey"
    LIMIT ${max}`;
  const [first] = rows;
  const listed = rows
    .map(({ publicKey, revokedAt, isWaiting }) => ({ publicKey, revokedAt, isWaiting }))
    .sort((one, other) => (one.publicKey < other.publicKey ? -1 : 1));
  const waiting = (first?.waiting ?? 0) - listed.filter(({ isWaiting }) => isWaiting).length;
  return { listed, waiting, total: first?.total ?? 0, returned: first?.returned ?? 0 };
}

/** These keys have had their turn, unless they were revoked anew meanwhile. */
export async function markListed(db: Db, spaceId: string, listed: readonly ListedKey[], now: Date): Promise<void> {
  const keys = listed.filter(({ isWaiting }) => isWaiting);
  if (keys.length === 0) return;
  await db.$executeRaw`
    UPDATE "Revocation" r SET "listedAt" = ${now}::timestamptz
    FROM unnest(${keys.map(({ publicKey }) => publicKey)}::text[], ${keys.map(({ revokedAt }) => revokedAt)}::timestamptz[])
      AS had(key, "revokedAt")
    WHERE r."spaceId" = ${spaceId} AND r."publicKey" = had.key AND r."revokedAt" = had."revokedAt"`;
}

/** Somebody connected with these keys although they are revoked: they are listed again, and stay. Returns how many those were. */
export async function markSeen(db: Db, spaceId: string, publicKeys: string[], now: Date): Promise<number> {
  return db.$executeRaw`
    UPDATE "Revocation" SET "seenAt" = ${now}::timestamptz, "listedAt" = NULL
    WHERE "spaceId" = ${spaceId} AND "publicKey" = ANY(${publicKeys}::text[]) AND "expiresAt" > ${now}::timestamptz`;
}

/** Whoever listened for returning keys may have missed some: all have their turn once more. */
export async function restartTurns(db: Db, spaceId: string): Promise<void> {
  await db.revocation.updateMany({ where: { spaceId }, data: { listedAt: null } });
}
