import { type Sql, sql } from "@/server/db";

// As `BlockFacts` has it. The columns of `either` are those that both queries below select.
const blocks = sql`json_agg(json_build_object('id', either.id, 'effect', either.effect, 'group', either."group", 'reason', either.reason,
  'endsAt', (extract(epoch FROM either."expiresAt") * 1000)::float8) ORDER BY either."group" NULLS FIRST) AS blocks`;

/** `blocks` of one principal and its groups on one channel, ended ones too: a few index look-ups. */
export function blocksAt(channelKey: Sql, principalKey: Sql): Sql {
  return sql`
    SELECT ${blocks} FROM (
      SELECT b.id, b.effect, NULL::text AS "group", b.reason, b."expiresAt" FROM "Block" b
      WHERE b."channelKey" = ${channelKey} AND b."principalKey" = ${principalKey}
      UNION ALL
      SELECT b.id, b.effect, g.name, b.reason, b."expiresAt" FROM "Block" b
      JOIN "Membership" m ON m."groupKey" = b."groupKey" AND m."principalKey" = ${principalKey}
      JOIN "Group" g ON g.key = b."groupKey"
      WHERE b."channelKey" = ${channelKey} AND b."groupKey" IS NOT NULL
    ) either`;
}

/** `channelKey` and `blocks` of one principal and its groups, for every channel that has some. */
export function blocksByChannel(principalKey: number): Sql {
  return sql`
    SELECT either."channelKey", ${blocks} FROM (
      SELECT b."channelKey", b.id, b.effect, NULL::text AS "group", b.reason, b."expiresAt" FROM "Block" b
      WHERE b."principalKey" = ${principalKey}
      UNION ALL
      SELECT b."channelKey", b.id, b.effect, g.name, b.reason, b."expiresAt" FROM "Membership" m
      JOIN "Block" b ON b."groupKey" = m."groupKey"
      JOIN "Group" g ON g.key = m."groupKey"
      WHERE m."principalKey" = ${principalKey}
    ) either GROUP BY either."channelKey"`;
}
