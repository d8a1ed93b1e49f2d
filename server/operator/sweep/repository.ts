import { type Db, type ServiceContext, sql } from "@/server/db";
import { changePolicy } from "@/server/policy";

const batchRows = 5_000;

/** An archived channel or thread whose time has come. */
export interface DueRow {
  key: number;
  spaceId: string;
  channel: string;
  /** Absent for a channel. */
  thread?: string;
}

/** What is to be purged by now. Spaces that are archived themselves are left alone: their namespace may come back. */
export async function listDue(db: Db, now: Date, rowsMax: number): Promise<DueRow[]> {
  const due = { state: "Archived" as const, purgeAt: { lte: now } };
  const channels = await db.channel.findMany({
    where: { ...due, space: { archivedAt: null } },
    select: { key: true, spaceId: true, name: true },
    orderBy: { purgeAt: "asc" },
    take: rowsMax,
  });
  const threads = await db.thread.findMany({
    where: { ...due, channel: { space: { archivedAt: null } } },
    select: { key: true, name: true, channel: { select: { spaceId: true, name: true } } },
    orderBy: { purgeAt: "asc" },
    take: rowsMax,
  });
  return [
    ...channels.map(({ key, spaceId, name }) => ({ key, spaceId, channel: name })),
    ...threads.map(({ key, name, channel }) => ({
      key,
      spaceId: channel.spaceId,
      channel: channel.name,
      thread: name,
    })),
  ];
}

/** When the next archived channel or thread is due. */
export async function nextPurgeAt(db: Db): Promise<Date | undefined> {
  const space = { archivedAt: null };
  const channel = await db.channel.aggregate({ where: { space, state: "Archived" }, _min: { purgeAt: true } });
  const thread = await db.thread.aggregate({
    where: { channel: { space }, state: "Archived" },
    _min: { purgeAt: true },
  });
  const times = [channel._min.purgeAt, thread._min.purgeAt].filter((time) => time !== null);
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((time) => time.getTime())));
}

/** Whether it is still due: it may have been brought back meanwhile. */
export async function isStillDue(db: Db, row: DueRow, now: Date): Promise<boolean> {
  const where = { key: row.key, state: "Archived" as const, purgeAt: { lte: now } };
  const count = row.thread === undefined ? await db.channel.count({ where }) : await db.thread.count({ where });
  return count > 0;
}

/** The row goes, with its grants and, for a channel, its threads. */
export async function deleteDue(ctx: ServiceContext, row: DueRow): Promise<void> {
  const { spaceId, channel, thread, key } = row;
  const what = thread === undefined ? `channel:${channel}` : `thread:${channel}/${thread}`;
  const verb = thread === undefined ? "channel.purge" : "thread.purge";
  await changePolicy(ctx, { spaceId, verb, target: what }, async (tx) => {
    const where = { key, state: "Archived" as const, purgeAt: { lte: ctx.clock.now() } };
    const { count } =
      thread === undefined ? await tx.channel.deleteMany({ where }) : await tx.thread.deleteMany({ where });
    return { result: undefined, isChanged: count > 0, before: { state: "Archived" }, after: { isRemoved: true } };
  });
}

export async function listThreadNames(db: Db, channelKey: number): Promise<string[]> {
  const rows = await db.thread.findMany({ where: { channelKey }, select: { name: true } });
  return rows.map(({ name }) => name);
}

/** Removes one batch of stored messages of these subjects, below `before`, with who redacted them, whom they were for and how many had expired, and lets go of their files; how many they were. */
export async function deleteMessages(
  db: Db,
  input: { spaceId: string; subjects: string[]; before: number },
): Promise<number> {
  const { spaceId, subjects, before } = input;
  return countOf(db.$queryRaw<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM "Message" WHERE "spaceId" = ${spaceId} AND sequence IN (
        SELECT sequence FROM "Message"
        WHERE "spaceId" = ${spaceId} AND subject = ANY(${subjects}::text[]) AND sequence < ${before}::bigint
        LIMIT ${batchRows})
      RETURNING sequence
    ), ${withThem(spaceId)}, uncounted AS (
      DELETE FROM "ExpiredMessages" WHERE "spaceId" = ${spaceId} AND subject = ANY(${subjects}::text[])
    ) SELECT count(*)::int AS count FROM gone`);
}

export interface ExpiringChannel {
  key: number;
  spaceId: string;
  name: string;
  retentionMs: number;
}

/** Channels that do not keep messages for ever, in pages by key. */
export async function listExpiring(db: Db, afterKey: number, rowsMax: number): Promise<ExpiringChannel[]> {
  const rows = await db.channel.findMany({
    where: { key: { gt: afterKey }, retentionMs: { not: null }, space: { archivedAt: null } },
    select: { key: true, spaceId: true, name: true, retentionMs: true },
    orderBy: { key: "asc" },
    take: rowsMax,
  });
  return rows.map((row) => ({ ...row, retentionMs: Number(row.retentionMs) }));
}

/** Those of the subjects whose oldest stored message is older than `cut`. */
export async function listExpiredSubjects(
  db: Db,
  input: { spaceId: string; subjects: string[]; cut: Date },
): Promise<string[]> {
  const { spaceId, subjects, cut } = input;
  const rows = await db.$queryRaw<{ subject: string }[]>`
    SELECT asked.subject FROM unnest(${subjects}::text[]) AS asked(subject)
    CROSS JOIN LATERAL (
      SELECT m."storedAt" FROM "Message" m
      WHERE m."spaceId" = ${spaceId} AND m.subject = asked.subject ORDER BY m.sequence LIMIT 1
    ) oldest
    WHERE oldest."storedAt" < ${cut}`;
  return rows.map(({ subject }) => subject);
}

/**
 * Removes one batch of a subject's oldest messages that are older than `cut`, with who redacted them and whom they were for, and
 * lets go of their files; how many they were, which is noted for its readers.
 */
export async function deleteExpired(db: Db, input: { spaceId: string; subject: string; cut: Date }): Promise<number> {
  const { spaceId, subject, cut } = input;
  return countOf(db.$queryRaw<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM "Message" WHERE "spaceId" = ${spaceId} AND sequence IN (
        SELECT oldest.sequence FROM (
          SELECT m.sequence, m."storedAt" FROM "Message" m
          WHERE m."spaceId" = ${spaceId} AND m.subject = ${subject} ORDER BY m.sequence LIMIT ${batchRows}
        ) oldest WHERE oldest."storedAt" < ${cut})
      RETURNING sequence
    ), ${withThem(spaceId)}, noted AS (
      INSERT INTO "ExpiredMessages" ("spaceId", subject, through, count, at)
      SELECT ${spaceId}, ${subject}, max(sequence), count(*)::int, now() FROM gone HAVING count(*) > 0
      ON CONFLICT ("spaceId", subject) DO UPDATE SET
        through = GREATEST("ExpiredMessages".through, EXCLUDED.through),
        count = "ExpiredMessages".count + EXCLUDED.count, at = EXCLUDED.at
    ) SELECT count(*)::int AS count FROM gone`);
}

/** What goes with the messages that are `gone`: who redacted them and whom they were for; their files may be collected. */
const withThem = (spaceId: string) => sql`forgotten AS (
      DELETE FROM "Redaction" WHERE "spaceId" = ${spaceId} AND sequence IN (SELECT sequence FROM gone)
    ), unmentioned AS (
      DELETE FROM "Mention" WHERE "spaceId" = ${spaceId} AND sequence IN (SELECT sequence FROM gone)
    ), loosened AS (
      UPDATE "Attachment" SET "collectAt" = now()
      WHERE "spaceId" = ${spaceId} AND sequence IN (SELECT sequence FROM gone)
    )`;

async function countOf(statement: Promise<{ count: number }[]>): Promise<number> {
  return (await statement)[0]?.count ?? 0;
}
