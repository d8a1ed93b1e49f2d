import type { Tx } from "@/server/db";
import type { PlatformRole } from "@/server/kernel";
import { blocksByChannel } from "../blocks/facts-sql";
import type { BlockFacts } from "../facts";
import type { ChannelState, Role } from "../types";

export interface ReaderRow {
  revision: string;
  readAt: number;
  isSpaceArchived: boolean;
  principalKey: number | null;
  kind: "agent" | "person";
  isDisabled: boolean;
  platformRole: PlatformRole | null;
}

/** The space's revision and what is known of the principal; `undefined` when there is no such space. */
export async function selectReader(db: Tx, spaceId: string, principalId: string): Promise<ReaderRow | undefined> {
  const rows = await db.$queryRaw<ReaderRow[]>`
    SELECT s.revision::text AS "revision", (extract(epoch FROM statement_timestamp()) * 1000)::float8 AS "readAt",
      s."archivedAt" IS NOT NULL AS "isSpaceArchived", p.key AS "principalKey", p.kind::text AS "kind", (p."disabledAt" IS NOT NULL OR u."disabledAt" IS NOT NULL) AS "isDisabled",
      u."platformRole"::text AS "platformRole"
    FROM "Space" s
    LEFT JOIN "Principal" p ON p."spaceId" = s.id AND p.id = ${principalId}
    LEFT JOIN "User" u ON u.id = p."userId"
    WHERE s.id = ${spaceId}`;
  return rows[0];
}

export interface OpenChannelRow {
  key: number;
  name: string;
  displayName: string;
  topic: string;
  isPublic: boolean;
  hasGroups: boolean;
  state: ChannelState;
  enablePersistence: boolean;
  retentionMs: number | null;
  role: Role | null;
  roleGroup: string | null;
  blocks: BlockFacts[] | null;
}

interface Reach {
  spaceId: string;
  principalKey: number;
  /** Reads everything. */
  isAdmin: boolean;
  /** Only these channels; null: all. */
  names: string[] | null;
  includeArchived: boolean;
  /** Archived private threads too; without them when absent. */
  includeArchivedThreads?: boolean;
  limit: number;
}

/** Channels that may be open to the principal, by name, each with its strongest role there. `decide` has the last word. */
export async function selectOpenChannels(db: Tx, reach: Reach): Promise<OpenChannelRow[]> {
  return db.$queryRaw<OpenChannelRow[]>`
    WITH held AS (
      SELECT DISTINCT ON (either."channelKey") either."channelKey", either.role, either."group" FROM (
        SELECT r."channelKey", r.role, NULL::text AS "group" FROM "ChannelRole" r
        WHERE r."principalKey" = ${reach.principalKey}
        UNION ALL
        SELECT r."channelKey", r.role, g.name FROM "Membership" m
        JOIN "ChannelRole" r ON r."groupKey" = m."groupKey"
        JOIN "Group" g ON g.key = m."groupKey"
        WHERE m."principalKey" = ${reach.principalKey}
      ) either ORDER BY either."channelKey", either.role, either."group" NULLS FIRST
    ), kept_out AS (${blocksByChannel(reach.principalKey)})
    SELECT c.key, c.name, c."displayName", c.topic, c.visibility = 'public' AS "isPublic", c."hasGroups",
      c.state::text AS "state", c."enablePersistence", c."retentionMs"::float8 AS "retentionMs",
      held.role::text AS "role", held."group" AS "roleGroup", kept_out.blocks AS "blocks"
    FROM "Channel" c
    LEFT JOIN held ON held."channelKey" = c.key
    LEFT JOIN kept_out ON kept_out."channelKey" = c.key
    WHERE c."spaceId" = ${reach.spaceId}
      AND (c.visibility = 'public' OR held.role IS NOT NULL OR ${reach.isAdmin}::boolean)
      AND (${reach.includeArchived}::boolean OR c.state <> 'Archived')
      AND (${reach.names}::text[] IS NULL OR c.name = ANY(${reach.names}::text[]))
    ORDER BY c.name LIMIT ${reach.limit}`;
}

export interface ThreadRow {
  channelKey: number;
  name: string;
  topic: string;
  isPrivate: boolean;
  state: ChannelState;
  isResource: boolean;
  createdBy: string | null;
  createdAt: Date;
}

export interface PrivateThreadRow extends ThreadRow {
  participantGroup: string | null;
  /** The thread's channel, which may be closed to the principal otherwise. */
  channel: Omit<OpenChannelRow, "role" | "roleGroup">;
}

/** Private threads that the principal takes part in (an admin: all), by channel and name. */
export async function selectPrivateThreads(db: Tx, reach: Reach): Promise<PrivateThreadRow[]> {
  return db.$queryRaw<PrivateThreadRow[]>`
    WITH mine AS (
      SELECT DISTINCT ON (tg."threadKey") tg."threadKey", g.name AS "group" FROM "Membership" m
      JOIN "ThreadGrant" tg ON tg."groupKey" = m."groupKey"
      JOIN "Group" g ON g.key = m."groupKey"
      WHERE m."principalKey" = ${reach.principalKey} ORDER BY tg."threadKey", g.name
    ), kept_out AS (${blocksByChannel(reach.principalKey)})
    SELECT t."channelKey", t.name, t.topic, t."isPrivate", t.state::text AS "state",
      t."resourceUid" IS NOT NULL AS "isResource", t."createdBy", t."createdAt", mine."group" AS "participantGroup",
      json_build_object('key', c.key, 'name', c.name, 'displayName', c."displayName", 'topic', c.topic,
        'isPublic', c.visibility = 'public', 'hasGroups', c."hasGroups", 'state', c.state,
        'enablePersistence', c."enablePersistence", 'retentionMs', c."retentionMs", 'blocks', kept_out.blocks) AS "channel"
    FROM "Thread" t
    JOIN "Channel" c ON c.key = t."channelKey"
    LEFT JOIN mine ON mine."threadKey" = t.key
    LEFT JOIN kept_out ON kept_out."channelKey" = c.key
    WHERE c."spaceId" = ${reach.spaceId} AND t."isPrivate" AND (t.state <> 'Archived' OR ${reach.includeArchivedThreads ?? false}::boolean)
      AND (mine."group" IS NOT NULL OR ${reach.isAdmin}::boolean)
      AND (${reach.includeArchived}::boolean OR c.state <> 'Archived')
      AND (${reach.names}::text[] IS NULL OR c.name = ANY(${reach.names}::text[]))
    ORDER BY c.name, t.name LIMIT ${reach.limit}`;
}

/** The newest inherited threads of each channel that are not archived, at most `perChannel`, newest first. */
export async function selectInheritedThreads(db: Tx, channelKeys: number[], perChannel: number): Promise<ThreadRow[]> {
  if (channelKeys.length === 0) return [];
  return db.$queryRaw<ThreadRow[]>`
    SELECT newest.* FROM unnest(${channelKeys}::int[]) AS asked(key)
    CROSS JOIN LATERAL (
      SELECT t."channelKey", t.name, t.topic, t."isPrivate", t.state::text AS "state",
        t."resourceUid" IS NOT NULL AS "isResource", t."createdBy", t."createdAt"
      FROM "Thread" t WHERE t."channelKey" = asked.key AND NOT t."isPrivate" AND t.state <> 'Archived'
      ORDER BY t.key DESC LIMIT ${perChannel}
    ) newest`;
}

/** How many inherited threads of each channel are not archived, up to `countMax`. */
export async function countInheritedThreads(
  db: Tx,
  channelKeys: number[],
  countMax: number,
): Promise<Map<number, number>> {
  if (channelKeys.length === 0) return new Map();
  const rows = await db.$queryRaw<{ key: number; count: number }[]>`
    SELECT asked.key, counted.count::int AS count FROM unnest(${channelKeys}::int[]) AS asked(key)
    CROSS JOIN LATERAL (
      SELECT count(*) AS count FROM (
        SELECT 1 FROM "Thread" t WHERE t."channelKey" = asked.key AND NOT t."isPrivate" AND t.state <> 'Archived'
        LIMIT ${countMax}
      ) few
    ) counted`;
  return new Map(rows.map(({ key, count }) => [key, count]));
}

/** Names of the groups that the principal is in, at most `limit`. */
export async function selectGroupNames(db: Tx, principalKey: number, limit: number): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { principalKey },
    select: { group: { select: { name: true } } },
    take: limit,
  });
  return rows.map(({ group }) => group.name);
}
