import type { Db, Tx } from "@/server/db";
import type { MentionKind, OpenPlace } from "./types";

const subjectsMax = 2_000;

/** Where something unread is for somebody, whether they may still read it or not. */
export async function selectUnreadSubjects(db: Db, principalKey: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT subject FROM "Mention"
    WHERE "principalKey" = ${principalKey} AND "readAt" IS NULL LIMIT ${subjectsMax}`;
  return rows.map(({ subject }) => subject);
}

/** How much of each of the places is unread and for somebody; what is no longer kept does not count. */
export async function countMentions(
  db: Db,
  { principalKey, spaceId, places }: { principalKey: number; spaceId: string; places: readonly OpenPlace[] },
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const rows = await db.$queryRaw<{ subject: string; count: number }[]>`
    SELECT m.subject, count(*)::int AS count
    FROM "Mention" m
    JOIN unnest(${places.map(({ subject }) => subject)}::text[], ${sincesOf(places)}::timestamptz[]) AS place(subject, since)
      ON place.subject = m.subject
    WHERE m."principalKey" = ${principalKey} AND m."readAt" IS NULL AND (place.since IS NULL OR m.at >= place.since)
      AND EXISTS (SELECT 1 FROM "Message" kept WHERE kept."spaceId" = ${spaceId} AND kept.sequence = m.sequence)
    GROUP BY m.subject`;
  return new Map(rows.map(({ subject, count }) => [subject, count]));
}

export interface MentionRow {
  sequence: number;
  subject: string;
  kind: MentionKind;
  at: Date;
}

/** What is for somebody, the newest first, of what they have read or have not. */
export async function selectMentions(
  db: Db,
  { principalKey, isRead, before, limit }: { principalKey: number; isRead: boolean; before: number; limit: number },
): Promise<MentionRow[]> {
  const rows = await db.mention.findMany({
    where: { principalKey, readAt: isRead ? { not: null } : null, sequence: { lt: BigInt(before) } },
    select: { sequence: true, subject: true, kind: true, at: true },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

/**
 * What is for somebody in a place, from one sequence to another, both included, is read now; what tells them of a thread that
 * they follow, wherever it stands. Returns how much that was.
 */
export async function readMentions(
  tx: Tx,
  given: { principalKey: number; subject: string; from: number; through: number; now: Date },
): Promise<number> {
  const { principalKey, subject, from, through, now } = given;
  const { count } = await tx.mention.updateMany({
    where: {
      ...{ principalKey, subject, readAt: null },
      sequence: { lte: BigInt(through) },
      OR: [{ sequence: { gte: BigInt(from) } }, { kind: "thread" }],
    },
    data: { readAt: now },
  });
  return count;
}

/** Nothing up to there is unread and for somebody any more, wherever it is. */
export async function readAllMentions(
  tx: Tx,
  { principalKey, through, now }: { principalKey: number; through: number; now: Date },
): Promise<number> {
  const where = { principalKey, readAt: null, sequence: { lte: BigInt(through) } };
  return (await tx.mention.updateMany({ where, data: { readAt: now } })).count;
}

/** A thread that is no longer followed tells nobody of itself. */
export async function withdrawThread(
  tx: Tx,
  { principalKey, subject, now }: { principalKey: number; subject: string; now: Date },
): Promise<void> {
  const where = { principalKey, subject, readAt: null, kind: "thread" as const };
  await tx.mention.updateMany({ where, data: { readAt: now } });
}

/** As Postgres takes them in an array. */
export function sincesOf(places: readonly Pick<OpenPlace, "since">[]): (string | null)[] {
  return places.map(({ since }) => since?.toISOString() ?? null);
}
