import { redactionType } from "@/sdk/protocol";
import type { Db, Tx } from "@/server/db";

export interface ThreadRow {
  key: number;
  name: string;
  topic: string;
  createdBy: string | null;
  createdAt: Date;
  state: "Active" | "Paused" | "Archived";
  origin: bigint | null;
}

export async function findChannelKey(db: Tx, spaceId: string, channel: string): Promise<number | undefined> {
  const where = { spaceId_name: { spaceId, name: channel } };
  return (await db.channel.findUnique({ where, select: { key: true } }))?.key;
}

/** The names of the channel's threads, private and archived ones included, that begin with `prefix`. */
export async function findNamesLike(db: Tx, channelKey: number, prefix: string): Promise<Set<string>> {
  const threads = await db.thread.findMany({
    where: { channelKey, name: { startsWith: prefix } },
    select: { name: true },
  });
  return new Set(threads.map(({ name }) => name));
}

export function insertThread(
  db: Tx,
  thread: {
    channelKey: number;
    name: string;
    topic: string;
    createdBy: string;
    createdAt: Date;
    origin: bigint | null;
  },
): Promise<ThreadRow> {
  return db.thread.create({ data: thread });
}

/** The open thread of the channel that was started from that message. */
export async function findThreadFrom(db: Tx, channelKey: number, origin: number): Promise<ThreadRow | undefined> {
  const where = { channelKey, origin: BigInt(origin), isPrivate: false, state: { not: "Archived" } } as const;
  return (await db.thread.findFirst({ where, orderBy: { key: "asc" } })) ?? undefined;
}

/** The channel's thread of that name, unless it is private. */
export async function findInheritedThread(
  db: Db,
  { spaceId, channel, name }: { spaceId: string; channel: string; name: string },
): Promise<ThreadRow | undefined> {
  const where = { channel: { spaceId, name: channel }, name, isPrivate: false };
  return (await db.thread.findFirst({ where })) ?? undefined;
}

/** The open threads that were started from messages of that stretch, the newest messages first. */
export function selectStarted(
  db: Db,
  wanted: { spaceId: string; channel: string; from: number; through: number; limit: number },
): Promise<ThreadRow[]> {
  const { spaceId, channel, from, through, limit } = wanted;
  const where = {
    channel: { spaceId, name: channel },
    isPrivate: false,
    state: { not: "Archived" },
    origin: { gte: BigInt(from), lte: BigInt(through) },
  } as const;
  return db.thread.findMany({ where, orderBy: { origin: "desc" }, take: limit });
}

export interface RepliesRow {
  replies: number;
  lastAt: Date | null;
}

/** How many messages there are under each subject, up to `repliesMax` and without those that were replaced, and when the newest came; in the order asked. */
export function countReplies(
  db: Db,
  { spaceId, subjects, repliesMax }: { spaceId: string; subjects: string[]; repliesMax: number },
): Promise<RepliesRow[]> {
  return db.$queryRaw<RepliesRow[]>`
    SELECT counted.replies::int AS replies, newest."storedAt" AS "lastAt"
    FROM unnest(${subjects}::text[]) WITH ORDINALITY AS asked(subject, position)
    CROSS JOIN LATERAL (
      SELECT count(*) AS replies FROM (
        SELECT 1 FROM "Message" m
        WHERE m."spaceId" = ${spaceId} AND m.subject = asked.subject AND m.type <> ${redactionType} AND NOT EXISTS (
          SELECT 1 FROM "Redaction" r WHERE r."spaceId" = m."spaceId" AND r.sequence = m.sequence AND r."isEdit")
        LIMIT ${repliesMax}
      ) few
    ) counted
    LEFT JOIN LATERAL (
      SELECT m."storedAt" FROM "Message" m WHERE m."spaceId" = ${spaceId} AND m.subject = asked.subject
      ORDER BY m.sequence DESC LIMIT 1
    ) newest ON true
    ORDER BY asked.position`;
}

/** The channel's threads that share its readers, newest first. */
export function selectInheritedThreads(
  db: Db,
  { spaceId, channel, beforeKey, limit }: { spaceId: string; channel: string; beforeKey?: number; limit: number },
): Promise<ThreadRow[]> {
  return db.thread.findMany({
    where: { channel: { spaceId, name: channel }, isPrivate: false, key: { lt: beforeKey } },
    orderBy: { key: "desc" },
    take: limit,
  });
}

interface ThreadSearch {
  channelKey: number;
  search: string;
  states: "open" | "archived" | "all";
  beforeKey: number | undefined;
  lookedAtMax: number;
  limit: number;
}

/** The newest of the channel's shared threads that fit, and where to go on when only so many were looked at. */
export async function searchInheritedThreads(
  db: Db,
  { channelKey, search, states, beforeKey, lookedAtMax, limit }: ThreadSearch,
): Promise<{ rows: ThreadRow[]; end: number | undefined }> {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const kept =
    states === "all" ? ["Active", "Paused", "Archived"] : states === "open" ? ["Active", "Paused"] : ["Archived"];
  const found = await db.$queryRaw<(ThreadRow & { isRow: boolean })[]>`
    WITH looked AS MATERIALIZED (
      SELECT t.* FROM "Thread" t
      WHERE t."channelKey" = ${channelKey} AND NOT t."isPrivate" AND t.key < ${beforeKey ?? 2_147_483_647}
      ORDER BY t.key DESC LIMIT ${search === "" && states === "all" ? limit : lookedAtMax}
    ), fitting AS (
      SELECT * FROM looked
      WHERE state::text = ANY(${kept}::text[]) AND (topic ILIKE ${pattern} OR name ILIKE ${pattern})
      ORDER BY key DESC LIMIT ${limit}
    )
    SELECT key, name, topic, "createdBy", "createdAt", state::text AS state, origin, true AS "isRow" FROM fitting
    UNION ALL
    SELECT min(key), '', '', NULL, now(), 'Active', NULL, false FROM looked HAVING count(*) >= ${lookedAtMax}
    ORDER BY "isRow" DESC, key DESC`;
  const rows = found.filter(({ isRow }) => isRow);
  return { rows, end: found.find(({ isRow }) => !isRow)?.key };
}
