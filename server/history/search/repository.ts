import { allOf, type Db, type Sql, sql, type Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import type { Fragment } from "./index-terms";

/** A stretch of a space's stream. */
export interface Stretch {
  /** Inclusive. */
  from: number;
  /** Exclusive. */
  to: number;
}

interface Wanted extends Stretch {
  spaceId: string;
  conditions: Sql;
  limit: number;
}

/** Sequences of the index's narrowest stretches; a constant of `message_terms`. */
export const indexStretch = 65_536;

/** The newest rows of the stretch that fulfil the conditions, by looking at each; `undefined` when that took too long. */
export function scanRows(
  db: Db,
  { spaceId, conditions, from, to, limit }: Wanted,
  timeoutMs: number,
): Promise<number[] | undefined> {
  return withinTime(
    db,
    { timeoutMs, isByIndexOnly: false },
    (tx) =>
      tx.$queryRaw`
      SELECT m.sequence FROM "Message" m
      WHERE m."spaceId" = ${spaceId} AND m.sequence >= ${from}::bigint AND m.sequence < ${to}::bigint AND ${conditions}
      ORDER BY m.sequence DESC LIMIT ${limit}`,
  );
}

/**
 * The same for rows that the index finds by each of the `tsqueries`, which follow from the conditions. Apart, since the
 * index evaluates a whole one for each row of its rarest term; and it alone narrows down the stretch, where the planner
 * would read the primary key of all of it.
 */
export function findRows(
  db: Db,
  { spaceId, conditions, from, to, limit, tsqueries }: Wanted & { tsqueries: readonly string[] },
  timeoutMs: number,
): Promise<number[] | undefined> {
  const terms = sql`message_terms(m."spaceId", m.sequence, m.subject, m.source, m.type, m.tags, m.text)`;
  const isIndexed = allOf(tsqueries.map((tsquery) => sql`${terms} @@ ${tsquery}::tsquery`));
  return withinTime(
    db,
    { timeoutMs, isByIndexOnly: true },
    (tx) =>
      tx.$queryRaw`
      SELECT m.sequence FROM "Message" m
      WHERE ${isIndexed}
        AND m."spaceId" = ${spaceId} AND m.sequence + 0 >= ${from}::bigint AND m.sequence + 0 < ${to}::bigint AND ${conditions}
      ORDER BY m.sequence DESC LIMIT ${limit}`,
  );
}

/** Words of the space that hold the fragment as it may stand in them, at most `limit`; `undefined` when finding them took too long. */
export function findWords(
  db: Db,
  { spaceId, part, limit }: { spaceId: string; part: Fragment; limit: number },
  timeoutMs: number,
): Promise<string[] | undefined> {
  const text = part.text.replace(/[\\%_]/g, "\\$&");
  const pattern = `${part.isOpenBefore ? "%" : ""}${text}${part.isOpenAfter ? "%" : ""}`;
  return db
    .$transaction(async (tx) => {
      await limitTime(tx, { timeoutMs, isByIndexOnly: false });
      const rows = await tx.$queryRaw<{ word: string }[]>`
      SELECT word FROM "SearchWord" WHERE "spaceId" = ${spaceId} AND word LIKE ${pattern} LIMIT ${limit}`;
      return rows.map(({ word }) => word);
    })
    .catch(undefinedIfTooLong);
}

async function withinTime(
  db: Db,
  limits: TimeLimit,
  read: (tx: Tx) => Promise<unknown>,
): Promise<number[] | undefined> {
  return db
    .$transaction(async (tx) => {
      await limitTime(tx, limits);
      const rows = (await read(tx)) as { sequence: bigint }[];
      return rows.map(({ sequence }) => Number(sequence));
    })
    .catch(undefinedIfTooLong);
}

interface TimeLimit {
  timeoutMs: number;
  /** The planner cannot know how rare a combination of terms is: it is told. */
  isByIndexOnly: boolean;
}

async function limitTime(tx: Tx, { timeoutMs, isByIndexOnly }: TimeLimit): Promise<void> {
  const others = isByIndexOnly ? "off" : "on";
  await tx.$queryRaw`
    SELECT set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('jit', 'off', true),
      set_config('max_parallel_workers_per_gather', '0', true), set_config('enable_seqscan', ${others}, true),
      set_config('enable_indexscan', ${others}, true), set_config('enable_indexonlyscan', ${others}, true)`;
}

/** SQLSTATE 57014, query_canceled. */
const canceled = "57014";

function undefinedIfTooLong(error: unknown): undefined {
  const { meta } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };
  if (meta?.driverAdapterError?.cause?.originalCode === canceled) return undefined;
  throw error;
}

/** The oldest sequence that is stored; `undefined` when nothing is. */
export async function readFirstSequence(db: Db, spaceId: string): Promise<number | undefined> {
  const first = await db.message.findFirst({
    where: { spaceId },
    orderBy: { sequence: "asc" },
    select: { sequence: true },
  });
  return first ? Number(first.sequence) : undefined;
}

/** When the first message at or above the sequence was stored; `undefined` when there is none. */
export async function readTimeOf(db: Db, spaceId: string, sequence: number): Promise<Date | undefined> {
  const found = await db.message.findFirst({
    where: { spaceId, sequence: { gte: sequence } },
    orderBy: { sequence: "asc" },
    select: { storedAt: true },
  });
  return found?.storedAt;
}

/** A sequence that what was stored before `at` is below, and everything else at or above: the stream stores in the order of time. */
export async function findSequenceAt(db: Db, spaceId: string, at: Date): Promise<number> {
  const rows = await db.$queryRaw<{ sequence: bigint | null }[]>`
    WITH RECURSIVE step(low, high) AS (
      SELECT
        (SELECT sequence FROM "Message" WHERE "spaceId" = ${spaceId} ORDER BY sequence LIMIT 1),
        (SELECT sequence + 1 FROM "Message" WHERE "spaceId" = ${spaceId} ORDER BY sequence DESC LIMIT 1)
      UNION ALL
      SELECT CASE WHEN is_before THEN middle + 1 ELSE low END, CASE WHEN is_before THEN high ELSE middle END
      FROM (
        SELECT low, high, (low + high) / 2 AS middle, COALESCE((
          SELECT m."storedAt" < ${at.toISOString()}::timestamptz FROM "Message" m
          WHERE m."spaceId" = ${spaceId} AND m.sequence >= (low + high) / 2 ORDER BY m.sequence LIMIT 1
        ), false) AS is_before
        FROM step WHERE low < high
      ) AS halved
    )
    SELECT low AS sequence FROM step WHERE low >= high`;
  return Number(rows[0]?.sequence ?? 0n);
}

export interface StoredRow {
  sequence: bigint;
  subject: string;
  storedAt: Date;
  text: string;
}

/** The rows of these sequences, newest first, as many as `bytesMax` allows and at least one. */
export async function readRows(
  db: Db,
  { spaceId, sequences, bytesMax }: { spaceId: string; sequences: readonly number[]; bytesMax: number },
): Promise<StoredRow[]> {
  if (sequences.length === 0) return [];
  return db.$queryRaw<StoredRow[]>`
    SELECT sequence, subject, "storedAt", text FROM (
      SELECT *, sum(octet_length(text)) OVER (ORDER BY sequence DESC) - octet_length(text) AS before FROM (
        SELECT sequence, subject, "storedAt", envelope::text AS text FROM "Message"
        WHERE "spaceId" = ${spaceId} AND sequence = ANY(${[...sequences]}::bigint[])
      ) AS found
    ) AS summed WHERE before <= ${bytesMax} ORDER BY sequence DESC`;
}

/** Those of the ids that are principals of the space. */
export async function readSenders(
  db: Db,
  spaceId: string,
  ids: string[],
): Promise<{ id: string; kind: "agent" | "person"; displayName: string }[]> {
  if (ids.length === 0) return [];
  return db.principal.findMany({
    where: { spaceId, id: { in: ids } },
    select: { id: true, kind: true, displayName: true },
    orderBy: { id: "asc" },
  });
}

export function tooSlow(): AppError {
  return new AppError("UNAVAILABLE", "Searching takes too long right now; try again in a moment.", {
    reason: "search_too_slow",
  });
}
