import { type Sql, sql, type Tx } from "@/server/db";

/** As many as can be found by an index and sorted while somebody waits for a page. */
export const fewMax = 15_000;
/** As many as can be read by an index of just them. */
export const flaggedMax = 25_000;
const blocksSampled = 100;

/** Whether so few principals meet the condition on `p` that they can be found by an index and sorted. */
export async function areFewPrincipals(db: Tx, fits: Sql): Promise<boolean> {
  return (await estimatePrincipals(db, fits, fits)).one <= fewMax;
}

/**
 * How many of all principals meet one condition on `p`, and how many another, by a sample of a hundred blocks: milliseconds,
 * whatever the conditions.
 */
export async function estimatePrincipals(db: Tx, one: Sql, other: Sql): Promise<{ one: number; other: number }> {
  const blocks = sql`(
    SELECT greatest(1, pg_relation_size('"Principal"') / current_setting('block_size')::int)::float8
  )`;
  const rows = await db.$queryRaw<{ one: number; other: number; share: number }[]>`
    SELECT (count(*) FILTER (WHERE ${one}))::float8 AS "one", (count(*) FILTER (WHERE ${other}))::float8 AS "other",
      least(1, ${blocksSampled}::float8 / ${blocks}) AS "share"
    FROM "Principal" p TABLESAMPLE SYSTEM (100 * least(1, ${blocksSampled}::float8 / ${blocks}))`;
  const [{ one: ones, other: others, share } = { one: 0, other: 0, share: 1 }] = rows;
  return { one: ones / share, other: others / share };
}
