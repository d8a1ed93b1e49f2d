import { sql, type Tx } from "@/server/db";
import type { PlatformRole } from "@/server/kernel";
import { blocksAt } from "../blocks/facts-sql";
import type { BlockFacts } from "../facts";
import type { Role } from "../types";

export interface MemberRow {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  connections: number;
  lastSeenAt: Date | null;
  role: Role | null;
  groups: string[] | null;
  platformRole: PlatformRole | null;
  blocks: BlockFacts[] | null;
  readAt: number;
}

/**
 * Those who can read a channel because of a role on it, or everybody of the space, by id after `after`, whether they are
 * blocked or not. `groups` are those through which a role comes, at most five.
 */
export async function selectMembers(
  db: Tx,
  input: {
    spaceId: string;
    channel: string;
    isForEverybody: boolean;
    onlineOnly: boolean;
    after: string;
    limit: number;
  },
): Promise<MemberRow[]> {
  return db.$queryRaw<MemberRow[]>`
    WITH place AS (SELECT key FROM "Channel" WHERE "spaceId" = ${input.spaceId} AND name = ${input.channel}),
    page AS (
      SELECT p.*, u."platformRole" FROM "Principal" p LEFT JOIN "User" u ON u.id = p."userId"
      WHERE p."spaceId" = ${input.spaceId} AND p.id > ${input.after}
        AND p."disabledAt" IS NULL AND u."disabledAt" IS NULL
        AND (NOT ${input.onlineOnly}::boolean OR p.connections > 0)
        AND (${input.isForEverybody}::boolean OR p.key IN (
          SELECT m."principalKey" FROM "ChannelRole" r JOIN "Membership" m ON m."groupKey" = r."groupKey"
          WHERE r."channelKey" = (SELECT key FROM place)
          UNION ALL
          SELECT r."principalKey" FROM "ChannelRole" r
          WHERE r."channelKey" = (SELECT key FROM place) AND r."principalKey" IS NOT NULL
        ))
      ORDER BY p.id LIMIT ${input.limit}
    )
    SELECT page.id, page.kind::text AS "kind", page."displayName", page.connections, page."lastSeenAt",
      LEAST(direct.role, through.role)::text AS "role", through.groups, page."platformRole"::text AS "platformRole",
      kept_out.blocks, (extract(epoch FROM statement_timestamp()) * 1000)::float8 AS "readAt"
    FROM page
    LEFT JOIN LATERAL (
      SELECT min(r.role) AS role FROM "ChannelRole" r
      WHERE r."channelKey" = (SELECT key FROM place) AND r."principalKey" = page.key
    ) direct ON true
    LEFT JOIN LATERAL (
      SELECT min(held.role) AS role, array_agg(held.name ORDER BY held.name) AS groups FROM (
        SELECT g.name, min(r.role) AS role FROM "ChannelRole" r
        JOIN "Membership" m ON m."groupKey" = r."groupKey" AND m."principalKey" = page.key
        JOIN "Group" g ON g.key = r."groupKey"
        WHERE r."channelKey" = (SELECT key FROM place) GROUP BY g.name ORDER BY min(r.role), g.name LIMIT 5
      ) held
    ) through ON true
    LEFT JOIN LATERAL (${blocksAt(sql`(SELECT key FROM place)`, sql`page.key`)}) kept_out ON true
    ORDER BY page.id`;
}

/** Whom the channel is for; `undefined` when there is none of that name. */
export async function findOpenness(
  db: Tx,
  spaceId: string,
  channel: string,
): Promise<{ isPublic: boolean; hasGroups: boolean } | undefined> {
  const where = { spaceId_name: { spaceId, name: channel } };
  const row = await db.channel.findUnique({ where, select: { visibility: true, hasGroups: true } });
  return row ? { isPublic: row.visibility === "public", hasGroups: row.hasGroups } : undefined;
}

/** Those of the ids that are principals of the space. */
export async function selectProfiles(
  db: Tx,
  spaceId: string,
  ids: string[],
): Promise<{ id: string; kind: "agent" | "person"; displayName: string }[]> {
  const where = { spaceId, id: { in: ids } };
  return db.principal.findMany({ where, select: { id: true, kind: true, displayName: true } });
}
