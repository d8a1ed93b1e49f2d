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
  activity: "idle" | "running" | "error" | null;
  activityAt: Date | null;
  role: Role | null;
  groups: string[] | null;
  platformRole: PlatformRole | null;
  blocks: BlockFacts[] | null;
  readAt: number;
}

/**
 * Those of the ids that are principals and not switched off, by id, with their strongest role on the channel and its blocks.
 * `groups` are those through which a role comes, at most five.
 */
export async function selectMembers(
  db: Tx,
  input: { spaceId: string; channelKey: number; ids: string[] },
): Promise<MemberRow[]> {
  if (input.ids.length === 0) return [];
  return db.$queryRaw<MemberRow[]>`
    SELECT p.id, p.kind::text AS "kind", p."displayName", p.connections, p."lastSeenAt",
      p.activity::text AS activity, p."activityAt",
      LEAST(direct.role, through.role)::text AS "role", through.groups, u."platformRole"::text AS "platformRole",
      kept_out.blocks, (extract(epoch FROM statement_timestamp()) * 1000)::float8 AS "readAt"
    FROM unnest(${input.ids}::text[]) AS asked(id)
    JOIN "Principal" p ON p."spaceId" = ${input.spaceId} AND p.id = asked.id AND p."disabledAt" IS NULL
    LEFT JOIN "User" u ON u.id = p."userId"
    LEFT JOIN LATERAL (
      SELECT min(r.role) AS role FROM "ChannelRole" r
      WHERE r."channelKey" = ${input.channelKey} AND r."principalKey" = p.key
    ) direct ON true
    LEFT JOIN LATERAL (
      SELECT min(held.role) AS role, array_agg(held.name ORDER BY held.name) AS groups FROM (
        SELECT g.name, min(r.role) AS role FROM "ChannelRole" r
        JOIN "Membership" m ON m."groupKey" = r."groupKey" AND m."principalKey" = p.key
        JOIN "Group" g ON g.key = r."groupKey"
        WHERE r."channelKey" = ${input.channelKey} GROUP BY g.name ORDER BY min(r.role), g.name LIMIT 5
      ) held
    ) through ON true
    LEFT JOIN LATERAL (${blocksAt(sql`${input.channelKey}`, sql`p.key`)}) kept_out ON true
    WHERE u."disabledAt" IS NULL
    ORDER BY p.id`;
}

export interface ChannelGroupRow {
  key: number;
  name: string;
  role: Role;
  members: number;
}

/** The groups with a role on the channel whose members no block keeps out, the strongest role first, then by name. */
export async function selectChannelGroups(db: Tx, channelKey: number, limit: number): Promise<ChannelGroupRow[]> {
  return db.$queryRaw<ChannelGroupRow[]>`
    SELECT g.key, g.name, min(r.role)::text AS role, g."memberCount" AS members
    FROM "ChannelRole" r JOIN "Group" g ON g.key = r."groupKey"
    WHERE r."channelKey" = ${channelKey}
    GROUP BY g.key
    HAVING min(r.role) <> 'member' OR NOT EXISTS (
      SELECT 1 FROM "Block" b WHERE b."channelKey" = ${channelKey} AND b."groupKey" = g.key
        AND b.effect = 'access' AND (b."expiresAt" IS NULL OR b."expiresAt" > now())
    )
    ORDER BY min(r.role), g.name LIMIT ${limit}`;
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

export async function findGroupKey(db: Tx, spaceId: string, name: string): Promise<number | undefined> {
  return (await db.group.findUnique({ where: { spaceId_name: { spaceId, name } }, select: { key: true } }))?.key;
}
