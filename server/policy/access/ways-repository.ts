import type { Tx } from "@/server/db";
import type { Holding } from "./ways";

/** What each principal holds on the channel, the strongest first, and through which groups it takes part in the private thread; at most `perPrincipal` of each. */
export async function selectHoldings(
  db: Tx,
  input: { channelKey: number; threadKey: number | null; principalKeys: number[]; perPrincipal: number },
): Promise<(Holding & { principalKey: number })[]> {
  if (input.principalKeys.length === 0) return [];
  return db.$queryRaw`
    SELECT asked.key AS "principalKey", held.role::text AS "role", held."group"
    FROM unnest(${input.principalKeys}::int[]) AS asked(key)
    CROSS JOIN LATERAL (
      (
        SELECT either.role, either."group" FROM (
          SELECT r.role, NULL::text AS "group" FROM "ChannelRole" r
          WHERE r."channelKey" = ${input.channelKey} AND r."principalKey" = asked.key
          UNION
          SELECT r.role, g.name FROM "ChannelRole" r
          JOIN "Membership" m ON m."groupKey" = r."groupKey" AND m."principalKey" = asked.key
          JOIN "Group" g ON g.key = r."groupKey"
          WHERE r."channelKey" = ${input.channelKey}
        ) either ORDER BY either.role, either."group" NULLS FIRST LIMIT ${input.perPrincipal}
      )
      UNION ALL
      (
        SELECT NULL, g.name FROM "ThreadGrant" tg
        JOIN "Membership" m ON m."groupKey" = tg."groupKey" AND m."principalKey" = asked.key
        JOIN "Group" g ON g.key = tg."groupKey"
        WHERE tg."threadKey" = ${input.threadKey}::int ORDER BY g.name LIMIT ${input.perPrincipal}
      )
    ) held`;
}

/** Groups that hold one of the roles on the channel, or that take part in the private thread, by name; at most `limit`. */
export async function selectHelpfulGroups(
  db: Tx,
  input: { channelKey: number; roles: string[] } | { threadKey: number },
  limit: number,
): Promise<string[]> {
  const rows =
    "threadKey" in input
      ? await db.$queryRaw<{ name: string }[]>`
          SELECT g.name FROM "ThreadGrant" tg JOIN "Group" g ON g.key = tg."groupKey"
          WHERE tg."threadKey" = ${input.threadKey} ORDER BY g.name LIMIT ${limit}`
      : await db.$queryRaw<{ name: string }[]>`
          SELECT DISTINCT g.name FROM "ChannelRole" r JOIN "Group" g ON g.key = r."groupKey"
          WHERE r."channelKey" = ${input.channelKey} AND r.role::text = ANY(${input.roles}::text[])
          ORDER BY g.name LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}
