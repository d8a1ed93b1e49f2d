import { type Sql, sql, type Tx } from "@/server/db";
import type { PlaceRow } from "../access/place-repository";
import { patternOf } from "../paging/search";

interface Wanted {
  spaceId: string;
  place: PlaceRow;
  names: string[];
}

/** Which of the groups can read the place as groups: participants of a private thread, else holders of a role or, where everybody reads, all; never one that is kept out. */
export async function selectReadingGroups(db: Tx, { spaceId, place, names }: Wanted): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT g.name FROM "Group" g
    WHERE g."spaceId" = ${spaceId} AND g.name = ANY(${names}::text[]) AND ${isReading(place)}`;
  return new Set(rows.map(({ name }) => name));
}

/** The same for groups whose name holds `search`, those that begin with it first. */
export async function selectReadingGroupsLike(
  db: Tx,
  { spaceId, place, search, limit }: { spaceId: string; place: PlaceRow; search: string; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT g.name FROM "Group" g
    WHERE g."spaceId" = ${spaceId} AND g.name ILIKE ${patternOf(search)} AND ${isReading(place)}
    ORDER BY starts_with(lower(g.name), lower(${search})) DESC, g.name LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}

/** Whether `g` can read the place as a group. */
function isReading(place: PlaceRow): Sql {
  const threadKey = place.isPrivateThread ? place.threadKey : null;
  return sql`
      CASE WHEN ${threadKey}::int IS NOT NULL
        THEN EXISTS (SELECT 1 FROM "ThreadGrant" t WHERE t."threadKey" = ${threadKey}::int AND t."groupKey" = g.key)
        ELSE ${place.isPublic}::boolean
          OR EXISTS (SELECT 1 FROM "ChannelRole" r WHERE r."channelKey" = ${place.channelKey} AND r."groupKey" = g.key)
        END
      AND NOT EXISTS (
        SELECT 1 FROM "Block" b WHERE b."channelKey" = ${place.channelKey} AND b."groupKey" = g.key
          AND b.effect = 'access' AND (b."expiresAt" IS NULL OR b."expiresAt" > now())
          AND NOT EXISTS (
            SELECT 1 FROM "ChannelRole" r
            WHERE r."channelKey" = ${place.channelKey} AND r."groupKey" = g.key AND r.role <> 'member'
          )
      )`;
}

/** Keys of the groups whose members may reach the place; of a private thread its participants'. */
export async function selectGroupKeysOfPlace(db: Tx, place: PlaceRow): Promise<number[]> {
  const rows = place.isPrivateThread
    ? await db.$queryRaw<{ key: number }[]>`
        SELECT "groupKey" AS key FROM "ThreadGrant" WHERE "threadKey" = ${place.threadKey}`
    : await db.$queryRaw<{ key: number }[]>`
        SELECT DISTINCT "groupKey" AS key FROM "ChannelRole"
        WHERE "channelKey" = ${place.channelKey} AND "groupKey" IS NOT NULL`;
  return rows.map(({ key }) => key);
}

/** Agents of the group, in no order, at most `limit`. */
export async function selectAgentsOfGroup(
  db: Tx,
  { spaceId, group, limit }: { spaceId: string; group: string; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Group" g
    JOIN "Membership" m ON m."groupKey" = g.key
    JOIN "Principal" p ON p.key = m."principalKey" AND p.kind = 'agent' AND p."disabledAt" IS NULL
    WHERE g."spaceId" = ${spaceId} AND g.name = ${group} LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Agents that are online and may reach the place, at most `limit`: found from those who are online, of whom there are few. */
export async function selectOnlineAgents(
  db: Tx,
  { spaceId, place, groupKeys, limit }: { spaceId: string; place: PlaceRow; groupKeys: number[]; limit: number },
): Promise<string[]> {
  const isForEverybody = place.isPublic && !place.isPrivateThread;
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH online AS MATERIALIZED (
      SELECT p.key, p.id FROM "Principal" p
      WHERE p."spaceId" = ${spaceId} AND p.connections > 0 AND p.kind = 'agent' AND p."disabledAt" IS NULL
    )
    SELECT o.id FROM online o WHERE ${isForEverybody}::boolean
      OR EXISTS (
        SELECT 1 FROM "Membership" m WHERE m."groupKey" = ANY(${groupKeys}::int[]) AND m."principalKey" = o.key
      )
      OR (NOT ${place.isPrivateThread}::boolean AND EXISTS (
        SELECT 1 FROM "ChannelRole" r WHERE r."channelKey" = ${place.channelKey} AND r."principalKey" = o.key
      ))
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
