import { allOf, type Db, noSql, type Sql, sql } from "@/server/db";
import { type LogTable, nameOf } from "./range";

/** How many rows one page looks at when it has to compare them one by one. */
export const rowsLookedAtMax = 20_000;

export interface WindowWanted {
  table: LogTable;
  /** Each a part of the log with an index of its own, such as the space's rows; together they are what is looked at. */
  parts: Sql[];
  /** What an index answers. */
  indexed: Sql[];
  /** What is compared row by row. */
  compared: Sql[];
  /** Columns beside `id` that `compared` needs. */
  columns: Sql;
  /** Rows below this id, or from it on with `isAscending`. */
  edge: string | undefined;
  isAscending?: boolean;
  limit: number;
}

export interface Window {
  /** Ids of the rows, in the order of the page. */
  ids: bigint[];
  /** Where the next page begins; `undefined`: this was the last. */
  next: string | undefined;
}

interface Row {
  id: bigint | null;
  looked: number;
  last: bigint | null;
}

/**
 * Up to `limit` rows that meet all conditions. Where rows have to be compared one by one it looks at no more than 20,000 and
 * may come back with fewer than `limit`, or none, and a `next`: the cost of a page does not grow with the log.
 */
export async function selectWindow(db: Db, wanted: WindowWanted): Promise<Window> {
  const { table, parts, indexed, compared, columns, edge, isAscending = false, limit } = wanted;
  const scanned = compared.length > 0 ? rowsLookedAtMax : limit + 1;
  const order = isAscending ? sql`ORDER BY id` : sql`ORDER BY id DESC`;
  const beyond =
    edge === undefined ? noSql : isAscending ? sql`AND id > ${edge}::bigint` : sql`AND id < ${edge}::bigint`;
  const selects = parts.map(
    (part) => sql`(SELECT id, ${columns} FROM ${nameOf(table)}
      WHERE ${part} AND ${allOf(indexed)} ${beyond} ${order} LIMIT ${scanned})`,
  );
  const united = selects.reduce((whole, part) => sql`${whole} UNION ALL ${part}`);
  const rows = await db.$queryRaw<Row[]>`
    WITH looked AS MATERIALIZED (SELECT * FROM (${united}) parts ${order} LIMIT ${scanned}),
    found AS (SELECT id FROM looked WHERE ${allOf(compared)} ${order} LIMIT ${limit + 1})
    SELECT ends.looked, ends.last, found.id
    FROM (SELECT count(*)::int AS looked, ${isAscending ? sql`max(id)` : sql`min(id)`} AS last FROM looked) ends
    LEFT JOIN found ON true ${isAscending ? sql`ORDER BY found.id` : sql`ORDER BY found.id DESC`}`;
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const [ends] = rows;
  if (ids.length > limit) return { ids: ids.slice(0, limit), next: String(ids[limit - 1]) };
  const isMore = ends !== undefined && ends.last !== null && ends.looked >= scanned;
  return { ids, next: isMore ? String(ends.last) : undefined };
}
