import { redactionType } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import { sincesOf } from "./mentions-repository";
import type { OpenPlace } from "./types";

export interface CountedPlace extends OpenPlace {
  /** More messages than this are not counted. */
  max: number;
}

interface Reader {
  spaceId: string;
  /** The reader's own messages are read. */
  id: string;
  key: number;
  /** Everything up to there is read, wherever it is. */
  baseline: number;
}

/**
 * How many messages of each place are unread, for those places where some are. Of each, no more than the newest `max` unread
 * ones are looked at, which are a range of an index: what forty busy channels hold makes no difference.
 */
export async function countTraffic(
  db: Db,
  reader: Reader,
  places: readonly CountedPlace[],
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map();
  const rows = await db.$queryRaw<{ subject: string; count: number }[]>`
    SELECT place.subject, unread.count
    FROM unnest(
      ${places.map(({ subject }) => subject)}::text[], ${places.map(({ max }) => max)}::int[], ${sincesOf(places)}::timestamptz[]
    ) AS place(subject, max, since)
    LEFT JOIN "Attention" a ON a."principalKey" = ${reader.key} AND a.subject = place.subject
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (
        WHERE newest.type <> ${redactionType} AND newest.source <> ${reader.id}
          AND (place.since IS NULL OR newest."storedAt" >= place.since)
      )::int AS count
      FROM (
        SELECT m.type, m.source, m."storedAt" FROM "Message" m
        WHERE m."spaceId" = ${reader.spaceId} AND m.subject = place.subject
          AND m.sequence > greatest(a."readThrough", ${reader.baseline}::bigint)
        ORDER BY m.sequence DESC LIMIT place.max
      ) newest
    ) unread
    WHERE unread.count > 0`;
  return new Map(rows.map(({ subject, count }) => [subject, count]));
}

/** The first message of somebody else after `readThrough`; `undefined` when there is none. */
export async function findFirstUnread(
  db: Db,
  { spaceId, id }: Pick<Reader, "spaceId" | "id">,
  { subject, since, readThrough }: OpenPlace & { readThrough: number },
): Promise<number | undefined> {
  const [row] = await db.$queryRaw<{ sequence: bigint }[]>`
    SELECT sequence FROM "Message"
    WHERE "spaceId" = ${spaceId} AND subject = ${subject} AND sequence > ${readThrough}::bigint
      AND type <> ${redactionType} AND source <> ${id}
      AND (${since?.toISOString() ?? null}::timestamptz IS NULL OR "storedAt" >= ${since?.toISOString() ?? null}::timestamptz)
    ORDER BY sequence LIMIT 1`;
  return row && Number(row.sequence);
}

export interface ThreadRow {
  subject: string;
  topic: string;
  state: "Active" | "Paused" | "Archived";
  lastSequence: bigint | null;
  lastAt: Date | null;
}

/** What threads are about, what state they are in, and their newest message that is kept. */
export async function selectThreads(
  db: Db,
  spaceId: string,
  places: readonly (OpenPlace & { channel: string; thread: string })[],
): Promise<ThreadRow[]> {
  if (places.length === 0) return [];
  return db.$queryRaw<ThreadRow[]>`
    SELECT place.subject, t.topic, CASE WHEN c.state = 'Active' THEN t.state ELSE c.state END::text AS state,
      last.sequence AS "lastSequence", last."storedAt" AS "lastAt"
    FROM unnest(
      ${places.map(({ subject }) => subject)}::text[], ${places.map(({ channel }) => channel)}::text[],
      ${places.map(({ thread }) => thread)}::text[], ${sincesOf(places)}::timestamptz[]
    ) AS place(subject, channel, thread, since)
    JOIN "Channel" c ON c."spaceId" = ${spaceId} AND c.name = place.channel
    JOIN "Thread" t ON t."channelKey" = c.key AND t.name = place.thread
    LEFT JOIN LATERAL (
      SELECT m.sequence, m."storedAt" FROM "Message" m
      WHERE m."spaceId" = ${spaceId} AND m.subject = place.subject AND m.type <> ${redactionType}
        AND (place.since IS NULL OR m."storedAt" >= place.since)
      ORDER BY m.sequence DESC LIMIT 1
    ) last ON true`;
}
