import type { Db } from "@/server/db";
import type { Attendee } from "./attendance";
import type { ServerConnection } from "./client-event";

/**
 * The principals behind connections, by the public key of the connection: those whose credential, in the space of that
 * account, was issued for the key. Services have no such credential and are left out.
 */
export async function findAttendees(
  db: Db,
  connections: readonly Pick<ServerConnection, "account" | "publicKey">[],
): Promise<Map<string, Attendee>> {
  const rows = await db.$queryRawUnsafe<(Attendee & { publicKey: string })[]>(
    `SELECT DISTINCT ON (c."publicKey") c."publicKey", p.key, p.id, s.id AS "spaceId"
     FROM unnest($1::text[], $2::text[]) AS wanted(account, "publicKey")
     JOIN "Credential" c ON c."publicKey" = wanted."publicKey"
     JOIN "Space" s ON s.id = c."spaceId" AND s."accountPublicKey" = wanted.account
     JOIN "Principal" p ON p.key = c."principalKey"`,
    connections.map(({ account }) => account),
    connections.map(({ publicKey }) => publicKey),
  );
  return new Map(rows.map(({ publicKey, ...attendee }) => [publicKey, attendee]));
}

/** Everybody who counted as connected when it was last written down. */
export async function listConnected(db: Db): Promise<(Attendee & { connections: number })[]> {
  return db.principal.findMany({
    where: { connections: { gt: 0 } },
    select: { key: true, spaceId: true, id: true, connections: true },
  });
}

/** Writes down how often each principal is connected, and that it was seen now. Who is gone does nothing any more. */
export async function saveCounts(
  db: Db,
  counts: readonly { key: number; connections: number }[],
  now: Date,
): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE "Principal" p SET connections = seen.connections, "lastSeenAt" = $3::timestamptz,
       activity = CASE WHEN seen.connections > 0 THEN p.activity END
     FROM unnest($1::int[], $2::int[]) AS seen(key, connections) WHERE p.key = seen.key`,
    counts.map(({ key }) => key),
    counts.map(({ connections }) => connections),
    now.toISOString(),
  );
}
