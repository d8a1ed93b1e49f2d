import type { Sql, Tx } from "@/server/db";
import { sql } from "@/server/db";

const fewMax = 15_000;
const blocksSampled = 100;

/** Whether at most some ten thousand of all principals fit, by a sample of a hundred blocks: milliseconds, whatever the condition on `p`. */
export async function areFewPrincipals(db: Tx, fits: Sql): Promise<boolean> {
  const rows = await db.$queryRaw<{ estimate: number }[]>(sql`
    SELECT (sample.fitting * (extent.blocks / least(extent.blocks, ${blocksSampled}::float8)))::float8 AS "estimate"
    FROM (
      SELECT greatest(1, pg_relation_size('"Principal"') / current_setting('block_size')::int)::float8 AS blocks
    ) extent, LATERAL (
      SELECT count(*)::float8 AS fitting FROM "Principal" p
      TABLESAMPLE SYSTEM (100.0 * least(1, ${blocksSampled}::float8 / (
        SELECT greatest(1, pg_relation_size('"Principal"') / current_setting('block_size')::int)::float8
      ))) WHERE ${fits}
    ) sample`);
  return (rows[0]?.estimate ?? 0) <= fewMax;
}
