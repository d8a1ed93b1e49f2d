import { allOf, type Sql, sql, type Tx } from "@/server/db";
import { rights, rightsTable } from "../preview/rights-table";
import { closeKeys } from "./repository";

export interface LiveScope {
  spaceId: string;
  now: Date;
  /** Only credentials with one of these tags, and of those only these. */
  tags: string[] | undefined;
  /** Only credentials of these principals, by id. */
  principals: string[] | undefined;
  /** Only credentials of those who have live connections. */
  connectedOnly?: boolean;
}

/** Where a batch ends, in the order of expiry. */
export interface BatchEnd {
  expiresAt: string;
  id: string;
}

export interface ClosedBatch {
  /** Keys that were not revoked before. */
  closed: number;
  /** Live credentials that were looked at. */
  seen: number;
  end: BatchEnd | null;
}

interface BatchInput extends LiveScope {
  after: BatchEnd | undefined;
  limit: number;
  reason: string;
}

/** Where a list of codes has "none"; see `rightsTable`. */
const noRole = 3;

/**
 * Revokes, of up to `limit` live credentials after `after`, those that open more than their principal may read now, or whose
 * principal may not be in the space at all. One statement: a few index look-ups for each principal and place, then a look
 * into the table of rights.
 */
export async function closeLostBatch(db: Tx, input: BatchInput): Promise<ClosedBatch> {
  const table = rightsTable();
  const isAsked = input.tags ? sql`opened.tag = ANY(${input.tags}::text[])` : sql`true`;
  const rows = await db.$queryRaw<ClosedBatch[]>`
    WITH live AS MATERIALIZED (${liveCredentials(input)}),
    claim AS MATERIALIZED (
      SELECT live."publicKey", live."principalKey", live.platform, opened.tag
      FROM live CROSS JOIN unnest(live.tags) AS opened(tag) WHERE NOT live."isBarred" AND ${isAsked}
    ), place AS MATERIALIZED (
      SELECT tag.tag, c.key AS "channelKey", t.key AS "threadKey", split.thread IS NOT NULL AS "isThread",
        (c.visibility = 'public')::int AS "isPublic", c."hasGroups"::int AS "hasGroups"
      FROM (SELECT DISTINCT tag FROM claim) tag
      CROSS JOIN LATERAL (SELECT
        CASE left(tag.tag, 3) WHEN 'ch:' THEN substr(tag.tag, 4) WHEN 'pt:' THEN split_part(substr(tag.tag, 4), '.private.', 1) END AS channel,
        CASE left(tag.tag, 3) WHEN 'pt:' THEN split_part(substr(tag.tag, 4), '.private.', 2) END AS thread
      ) split
      LEFT JOIN "Channel" c ON c."spaceId" = ${input.spaceId} AND c.name = split.channel
      LEFT JOIN "Thread" t ON t."channelKey" = c.key AND t.name = split.thread AND t."isPrivate"
    ), lost AS MATERIALIZED (
      SELECT "publicKey" FROM live WHERE "isBarred"
      UNION
      SELECT claim."publicKey" FROM claim JOIN place ON place.tag = claim.tag
      CROSS JOIN LATERAL (${heldAt(sql`place`, sql`claim."principalKey"`)}) held
      WHERE place."channelKey" IS NULL OR (place."isThread" AND place."threadKey" IS NULL)
        OR (${table}::int[])[1 + ((((((place."isThread"::int * 2 + place."isPublic") * 2 + place."hasGroups") * 4
          + claim.platform) * 4 + held.role) * 2 + held.part) * 3 + held.access) * 3] & ${rights.read}::int = 0
    ), ${closeKeys(input, sql`SELECT "publicKey" FROM lost`)}
    ${summary}`;
  return rows[0] ?? { closed: 0, seen: 0, end: null };
}

/** Revokes up to `limit` live credentials after `after`, whatever they open. */
export async function closeLiveBatch(db: Tx, input: BatchInput): Promise<ClosedBatch> {
  const rows = await db.$queryRaw<ClosedBatch[]>`
    WITH live AS MATERIALIZED (${liveCredentials(input)}), ${closeKeys(input, sql`SELECT "publicKey" FROM live`)}
    ${summary}`;
  return rows[0] ?? { closed: 0, seen: 0, end: null };
}

const summary = sql`
  SELECT (SELECT count(*)::int FROM listed) AS "closed", (SELECT count(*)::int FROM live) AS "seen",
    (SELECT json_build_object('expiresAt', "expiresAt", 'id', id) FROM live ORDER BY "expiresAt" DESC, id DESC LIMIT 1) AS "end"`;

function liveCredentials({ spaceId, now, after, limit, tags, principals, connectedOnly }: BatchInput): Sql {
  const conditions = [
    sql`c."spaceId" = ${spaceId} AND c."revokedAt" IS NULL AND c."expiresAt" > ${now}::timestamptz`,
    ...(after ? [sql`(c."expiresAt", c.id) > (${after.expiresAt}::timestamptz, ${after.id}::uuid)`] : []),
    ...(tags ? [sql`c.tags && ${tags}::text[]`] : []),
    ...(connectedOnly
      ? [
          sql`c."principalKey" IN (
            SELECT here.key FROM "Principal" here WHERE here."spaceId" = ${spaceId} AND here.connections > 0
          )`,
        ]
      : []),
    ...(principals
      ? [
          sql`c."principalKey" IN (
            SELECT named.key FROM "Principal" named WHERE named."spaceId" = ${spaceId} AND named.id = ANY(${principals}::text[])
          )`,
        ]
      : []),
  ];
  return sql`
    SELECT c.id, c."publicKey", c."principalKey", c.tags, c."expiresAt",
      (s."archivedAt" IS NOT NULL OR p."disabledAt" IS NOT NULL OR u."disabledAt" IS NOT NULL) AS "isBarred",
      CASE u."platformRole" WHEN 'admin' THEN 1 WHEN 'operator' THEN 2 WHEN 'observer' THEN 3 ELSE 0 END AS platform
    FROM (
      SELECT c.* FROM "Credential" c WHERE ${allOf(conditions)} ORDER BY c."expiresAt", c.id LIMIT ${limit}
    ) c
    JOIN "Space" s ON s.id = c."spaceId" JOIN "Principal" p ON p.key = c."principalKey"
    LEFT JOIN "User" u ON u.id = p."userId"`;
}

/** What the principal holds at the place, as codes of `rightsTable`: the strongest role, taking part, being blocked. */
function heldAt(place: Sql, principalKey: Sql): Sql {
  const inGroup = sql`JOIN "Membership" m ON m."groupKey" = held."groupKey" AND m."principalKey" = ${principalKey}`;
  const code = sql`min(CASE held.role WHEN 'owner' THEN 0 WHEN 'moderator' THEN 1 ELSE 2 END)`;
  const blocks = sql`held."channelKey" = ${place}."channelKey" AND held.effect = 'access'
    AND (held."expiresAt" IS NULL OR held."expiresAt" > statement_timestamp())`;
  return sql`
    SELECT
      LEAST(
        (SELECT ${code} FROM "ChannelRole" held
          WHERE held."channelKey" = ${place}."channelKey" AND held."principalKey" = ${principalKey}),
        (SELECT ${code} FROM "ChannelRole" held ${inGroup} WHERE held."channelKey" = ${place}."channelKey"),
        ${noRole}::int
      ) AS role,
      EXISTS (SELECT 1 FROM "ThreadGrant" held ${inGroup} WHERE held."threadKey" = ${place}."threadKey")::int AS part,
      CASE
        WHEN EXISTS (SELECT 1 FROM "Block" held WHERE ${blocks} AND held."principalKey" = ${principalKey}) THEN 2
        WHEN EXISTS (SELECT 1 FROM "Block" held ${inGroup} WHERE ${blocks}) THEN 1
        ELSE 0
      END AS access`;
}
