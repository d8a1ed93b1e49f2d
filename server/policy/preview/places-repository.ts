import { channelTag, privateThreadTag } from "@/sdk/protocol";
import type { Tx } from "@/server/db";
import type { Holdings, PlannedPlace } from "./plan";

interface PlaceRow {
  channelKey: number;
  threadKey: number | null;
  channel: string;
  thread: string | null;
  isPublic: boolean;
  hasGroups: boolean;
}

/** The channels, and the private threads among them that are asked for, as they are; at most `limit`. */
export async function selectPlaces(
  db: Tx,
  input: {
    channelKeys: number[];
    /** Private threads of these channels. */
    threadsOf: number[];
    threadKeys: number[];
    limit: number;
  },
): Promise<PlannedPlace[]> {
  const rows = await db.$queryRaw<PlaceRow[]>`
    SELECT c.key AS "channelKey", NULL::int AS "threadKey", c.name AS "channel", NULL AS "thread",
      c.visibility = 'public' AS "isPublic", c."hasGroups"
    FROM "Channel" c WHERE c.key = ANY(${input.channelKeys}::int[])
    UNION ALL
    SELECT c.key, t.key, c.name, t.name, c.visibility = 'public', c."hasGroups"
    FROM "Thread" t JOIN "Channel" c ON c.key = t."channelKey"
    WHERE t."isPrivate" AND t.state <> 'Archived'
      AND (t.key = ANY(${input.threadKeys}::int[]) OR t."channelKey" = ANY(${input.threadsOf}::int[]))
    ORDER BY "channel", "thread" NULLS FIRST LIMIT ${input.limit}`;
  return rows.map(({ channel, thread, isPublic, hasGroups, ...keys }) => ({
    ...keys,
    name: thread === null ? channel : `${channel}/${thread}`,
    tag: thread === null ? channelTag(channel) : privateThreadTag(channel, thread),
    wasPublic: isPublic,
    isPublic,
    hadGroups: hasGroups,
    hasGroups,
  }));
}

/** What groups hold there. */
export async function selectGroupHoldings(db: Tx, places: PlannedPlace[]): Promise<Holdings> {
  const channelKeys = [...new Set(places.map(({ channelKey }) => channelKey))];
  const threadKeys = places.flatMap(({ threadKey }) => threadKey ?? []);
  const roles = await db.$queryRaw<Holdings["roles"]>`
    SELECT "channelKey", "groupKey", role::text AS "role", origin::text AS "origin" FROM "ChannelRole"
    WHERE "channelKey" = ANY(${channelKeys}::int[]) AND "groupKey" IS NOT NULL`;
  const blocks = await db.$queryRaw<Holdings["blocks"]>`
    SELECT "channelKey", "groupKey", effect::text AS "effect" FROM "Block"
    WHERE "channelKey" = ANY(${channelKeys}::int[]) AND "groupKey" IS NOT NULL
      AND ("expiresAt" IS NULL OR "expiresAt" > statement_timestamp())`;
  const grants = await db.threadGrant.findMany({
    where: { threadKey: { in: threadKeys } },
    select: { threadKey: true, groupKey: true },
  });
  return { roles, blocks, grants };
}

/** Where the group holds something: channels with a role or a block of it, private threads it takes part in. */
export async function selectKeysOfGroup(
  db: Tx,
  groupKey: number,
  limit: number,
): Promise<{ channelKeys: number[]; blockedKeys: number[]; threadKeys: number[] }> {
  const rows = await db.$queryRaw<{ kind: "role" | "block" | "thread"; key: number }[]>`
    (SELECT DISTINCT 'role' AS kind, "channelKey" AS key FROM "ChannelRole" WHERE "groupKey" = ${groupKey} LIMIT ${limit})
    UNION ALL
    (SELECT DISTINCT 'block', "channelKey" FROM "Block" WHERE "groupKey" = ${groupKey} LIMIT ${limit})
    UNION ALL
    (SELECT 'thread', "threadKey" FROM "ThreadGrant" WHERE "groupKey" = ${groupKey} LIMIT ${limit})`;
  const keysOf = (...kinds: string[]) => rows.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
  return { channelKeys: keysOf("role", "block"), blockedKeys: keysOf("block"), threadKeys: keysOf("thread") };
}

/** Whether anybody is blocked from the channel. */
export async function hasBlocks(db: Tx, channelKey: number): Promise<boolean> {
  return (await db.block.findFirst({ where: { channelKey }, select: { id: true } })) !== null;
}

/** Those of `principalKeys` that are members of the group. */
export async function selectMembersAmong(db: Tx, groupKey: number, principalKeys: number[]): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ key: number }[]>`
    SELECT "principalKey" AS key FROM "Membership"
    WHERE "groupKey" = ${groupKey} AND "principalKey" = ANY(${principalKeys}::int[])`;
  return new Set(rows.map(({ key }) => key));
}

/** Live credentials of the principal. */
export async function countConnections(db: Tx, principalKey: number, now: Date): Promise<number> {
  return db.credential.count({ where: { principalKey, revokedAt: null, expiresAt: { gt: now } } });
}

/**
 * For the statements of the transaction that are still to come: joins of sets whose sizes the planner cannot know are hashed
 * (what has to be looked up one by one is lateral), and nothing is compiled, which would take longer than running it.
 */
export async function planForMany(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL jit = off`;
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
}
