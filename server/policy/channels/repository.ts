import type { Tx } from "@/server/db";
import type { ChannelState, Role } from "../types";

export interface ChannelSummaryRow {
  name: string;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  state: ChannelState;
  hasGroups: boolean;
  createdAt: Date;
  archivedAt: Date | null;
  purgeAt: Date | null;
  /** Groups with a role, the strongest first. */
  groups: { name: string; role: Role }[] | null;
  groupCount: number;
  principalCount: number;
  holders: number;
  blocks: number;
}

/**
 * Channels by name, ascending, after the name `after`. `groups` are at most `groupsMax`; `holders` are the principals with a
 * role that are not switched off, counted among the first `countedMax` entries of the channel.
 */
export async function selectChannelSummaries(
  db: Tx,
  input: {
    spaceId: string;
    search: string | null;
    states: ChannelState[];
    after: string;
    limit: number;
    groupsMax: number;
    countedMax: number;
    now: Date;
  },
): Promise<ChannelSummaryRow[]> {
  return db.$queryRaw<ChannelSummaryRow[]>`
    WITH page AS (
      SELECT * FROM "Channel" c
      WHERE c."spaceId" = ${input.spaceId} AND c.name > ${input.after} AND c.state::text = ANY(${input.states}::text[])
        AND (${input.search}::text IS NULL OR c.name ILIKE ${input.search} OR c."displayName" ILIKE ${input.search})
      ORDER BY c.name LIMIT ${input.limit}
    )
    SELECT page.name, page."displayName", page.topic, page.visibility::text AS "visibility", page.state::text AS "state",
      page."hasGroups", page."createdAt", page."archivedAt", page."purgeAt",
      named.groups, counted."groupCount", counted."principalCount", held.holders, blocked.blocks
    FROM page
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT r."groupKey")::int AS "groupCount", count(DISTINCT r."principalKey")::int AS "principalCount"
      FROM "ChannelRole" r WHERE r."channelKey" = page.key
    ) counted
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('name', top.name, 'role', top.role) ORDER BY top.role, top.name) AS groups FROM (
        SELECT g.name, min(r.role) AS role FROM "ChannelRole" r JOIN "Group" g ON g.key = r."groupKey"
        WHERE r."channelKey" = page.key GROUP BY g.name ORDER BY min(r.role), g.name LIMIT ${input.groupsMax}
      ) top
    ) named
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT entry.key)::int AS holders FROM (
        SELECT p.key FROM (
          SELECT m."principalKey" FROM "ChannelRole" r JOIN "Membership" m ON m."groupKey" = r."groupKey"
          WHERE r."channelKey" = page.key
          UNION ALL
          SELECT r."principalKey" FROM "ChannelRole" r WHERE r."channelKey" = page.key AND r."principalKey" IS NOT NULL
        ) either JOIN "Principal" p ON p.key = either."principalKey"
        WHERE p."disabledAt" IS NULL LIMIT ${input.countedMax}
      ) entry
    ) held
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS blocks FROM "Block" b
      WHERE b."channelKey" = page.key AND (b."expiresAt" IS NULL OR b."expiresAt" > ${input.now})
    ) blocked
    ORDER BY page.name`;
}
