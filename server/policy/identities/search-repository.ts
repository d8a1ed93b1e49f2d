import { allOf, type Sql, sql, type Tx } from "@/server/db";
import type { Position } from "../paging/cursor";
import { estimatePrincipals, fewMax, flaggedMax } from "../paging/estimate";
import type { NarrowedList, Window } from "../paging/narrowed-page";
import { patternOf } from "../paging/search";
import type { PrincipalRow } from "./repository";

export interface PrincipalFilter {
  spaceId: string;
  kind?: "agent" | "person";
  search?: string;
  sort: "id" | "lastSeen" | "created";
  isOnline?: boolean;
  isDisabled?: boolean;
}

/** What a position in each order is made of. */
export const cursorOf = { id: ["string"], lastSeen: ["date?", "number"], created: ["date", "number"] } as const;

interface Order {
  by: Sql;
  /** The same within one range, as the index has it. */
  inRange: Sql;
  backwards: Sql;
  positionOf(row: PrincipalRow): Position;
  /** The rows after a position that one range of an index holds. */
  range(after: Position | undefined): Sql;
  /** All rows after a position. */
  rest(after: Position | undefined): Sql;
  /** Where the range that follows the one of `after` begins. */
  following(after: Position | undefined): Position | undefined;
}

const keyMax = 2 ** 31 - 1;

const orders: Record<PrincipalFilter["sort"], Order> = {
  id: {
    by: sql`p.id`,
    inRange: sql`p.id`,
    backwards: sql`p.id DESC`,
    positionOf: ({ id }) => [id],
    range: (after) => (after ? sql`p.id > ${after[0]}` : sql`true`),
    rest: (after) => (after ? sql`p.id > ${after[0]}` : sql`true`),
    following: () => undefined,
  },
  created: {
    by: sql`p."createdAt" DESC, p.key DESC`,
    inRange: sql`p."createdAt" DESC, p.key DESC`,
    backwards: sql`p."createdAt", p.key`,
    positionOf: ({ createdAt, key }) => [createdAt.toISOString(), key],
    range: beforeCreation,
    rest: beforeCreation,
    following: () => undefined,
  },
  lastSeen: {
    by: sql`p."lastSeenAt" DESC NULLS LAST, p.key DESC`,
    // Where all are null or none is, the place of nulls makes no difference but to the planner.
    inRange: sql`p."lastSeenAt" DESC, p.key DESC`,
    backwards: sql`p."lastSeenAt", p.key`,
    positionOf: ({ lastSeenAt, key }) => [lastSeenAt?.toISOString() ?? null, key],
    range(after) {
      if (!after) return sql`p."lastSeenAt" IS NOT NULL`;
      const [seenAt, key] = after;
      if (seenAt === null) return sql`p."lastSeenAt" IS NULL AND p.key < ${key}`;
      return sql`p."lastSeenAt" IS NOT NULL AND (p."lastSeenAt", p.key) < (${seenAt}::timestamptz, ${key}::int)`;
    },
    rest(after) {
      if (!after) return sql`true`;
      if (after[0] === null) return this.range(after);
      return sql`(p."lastSeenAt" IS NULL OR ${this.range(after)})`;
    },
    following: (after) => (after?.[0] === null ? undefined : [null, keyMax]),
  },
};

function beforeCreation(after: Position | undefined): Sql {
  if (!after) return sql`true`;
  return sql`(p."createdAt", p.key) < (${after[0]}::timestamptz, ${after[1]}::int)`;
}

/** Whether `p` fits a search by id or name. */
export function fitsSearch(search: string): Sql {
  const pattern = patternOf(search);
  return sql`(p.id ILIKE ${pattern} OR p."displayName" ILIKE ${pattern})`;
}

/** The same, so that no index is used for it: one for a part that stands in many names takes longer than reading some thousands. */
function fitsSearchByReading(search: string): Sql {
  const pattern = patternOf(search);
  return sql`(p.id || '' ILIKE ${pattern} OR p."displayName" || '' ILIKE ${pattern})`;
}

function flagsOf({ kind, isOnline, isDisabled }: PrincipalFilter): Sql[] {
  const conditions: Sql[] = [];
  if (kind) conditions.push(kind === "person" ? sql`p.kind = 'person'` : sql`p.kind = 'agent'`);
  if (isOnline !== undefined) conditions.push(isOnline ? sql`p.connections > 0` : sql`p.connections = 0`);
  if (isDisabled !== undefined)
    conditions.push(isDisabled ? sql`p."disabledAt" IS NOT NULL` : sql`p."disabledAt" IS NULL`);
  return conditions;
}

const columns = sql`p.key, p.id, p.kind::text AS "kind", p."displayName", p."userId", p."createdAt", p."disabledAt",
  p.connections, p."lastSeenAt"`;

/** The space's principals that fit, as a list to read pages of. */
export function principalList(db: Tx, filter: PrincipalFilter): NarrowedList<PrincipalRow> {
  const order = orders[filter.sort];
  const flags = flagsOf(filter);
  const { search } = filter;
  const fits = allOf(search ? [...flags, fitsSearch(search)] : flags);
  let isReadByFlags = false;
  const inSpace = sql`p."spaceId" = ${filter.spaceId}`;
  return {
    positionOf: order.positionOf,
    async areFew() {
      const { one: flagged, other: fitting } = await estimatePrincipals(db, allOf(flags), fits);
      isReadByFlags = flags.length > 0 && flagged <= flaggedMax;
      return (isReadByFlags && search !== undefined) || fitting <= fewMax;
    },
    async readWindow(after, size, limit): Promise<Window<PrincipalRow>> {
      const rows = await db.$queryRaw<(PrincipalRow & { isEnd: boolean; count: number })[]>`
        WITH span AS MATERIALIZED (
          SELECT * FROM "Principal" p WHERE ${inSpace} AND ${order.range(after)} ORDER BY ${order.inRange} LIMIT ${size}
        )
        (SELECT ${columns}, false AS "isEnd", 0 AS "count" FROM span p WHERE ${fits} ORDER BY ${order.inRange} LIMIT ${limit})
        UNION ALL
        (SELECT ${columns}, true, (SELECT count(*)::int FROM span) FROM span p ORDER BY ${order.backwards} LIMIT 1)`;
      const end = rows.find(({ isEnd }) => isEnd);
      const isFull = end !== undefined && end.count === size;
      return {
        rows: rows.filter(({ isEnd }) => !isEnd),
        end: isFull ? order.positionOf(end) : order.following(after),
      };
    },
    readFitting(after, limit) {
      const found = isReadByFlags && search ? allOf([...flags, fitsSearchByReading(search)]) : fits;
      // Found first, whatever the planner thinks: along the order it would read a million rows for the few that fit.
      return db.$queryRaw<PrincipalRow[]>`
        WITH found AS MATERIALIZED (
          SELECT p.key, p.id, p."createdAt", p."lastSeenAt" FROM "Principal" p WHERE ${inSpace} AND ${found}
        ), page AS MATERIALIZED (
          SELECT p.key FROM found p WHERE ${order.rest(after)} ORDER BY ${order.by} LIMIT ${limit}
        )
        SELECT ${columns} FROM page JOIN "Principal" p ON p.key = page.key ORDER BY ${order.by}`;
    },
  };
}
