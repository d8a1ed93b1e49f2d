import type { Db } from "@/server/db";

/** What principals of a space were last heard to do; null: nothing in particular. */
export interface HeardActivity {
  spaceId: string;
  id: string;
  activity: "idle" | "running" | "error" | null;
}

/** Writes down what is new, and that it was heard now where the last time is a while ago. */
export async function saveActivities(
  db: Db,
  heard: readonly HeardActivity[],
  { now, repeatedAfterMs }: { now: Date; repeatedAfterMs: number },
): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE "Principal" p SET activity = heard.activity, "lastSeenAt" = $4::timestamptz,
       "activityAt" = CASE WHEN p.activity IS DISTINCT FROM heard.activity THEN $4::timestamptz ELSE p."activityAt" END
     FROM (SELECT "spaceId", id, activity::"Activity" FROM unnest($1::text[], $2::text[], $3::text[]) AS one("spaceId", id, activity)) AS heard
     WHERE p."spaceId" = heard."spaceId" AND p.id = heard.id
       AND (p.activity IS DISTINCT FROM heard.activity OR p."lastSeenAt" IS NULL OR p."lastSeenAt" < $5::timestamptz)`,
    heard.map(({ spaceId }) => spaceId),
    heard.map(({ id }) => id),
    heard.map(({ activity }) => activity),
    now.toISOString(),
    new Date(now.getTime() - repeatedAfterMs).toISOString(),
  );
}

/** The spaces that have a NATS account and are not archived. */
export async function listHeardSpaces(db: Db): Promise<string[]> {
  const where = { accountPublicKey: { not: null }, archivedAt: null };
  return (await db.space.findMany({ where, select: { id: true } })).map(({ id }) => id);
}
