import { allOf, type Sql, sql, type Tx } from "@/server/db";
import type { PrincipalRow } from "../identities/repository";
import { fitsSearch } from "../identities/search-repository";
import type { Position } from "../paging/cursor";
import { areFewPrincipals } from "../paging/estimate";
import type { NarrowedList, Window } from "../paging/narrowed-page";

export interface MemberFilter {
  groupKey: number;
  search?: string;
  sort: "id" | "joined";
}

export interface MemberRow extends PrincipalRow {
  joinedAt: Date;
}

/** What a position in each order is made of. */
export const cursorOf = { id: ["string"], joined: ["date", "number"] } as const;

interface Order {
  by: Sql;
  backwards: Sql;
  positionOf(row: MemberRow): Position;
  rest(after: Position | undefined): Sql;
}

const orders: Record<MemberFilter["sort"], Order> = {
  id: {
    by: sql`m."principalId"`,
    backwards: sql`m."principalId" DESC`,
    positionOf: ({ id }) => [id],
    rest: (after) => (after ? sql`m."principalId" > ${after[0]}` : sql`true`),
  },
  joined: {
    by: sql`m."joinedAt" DESC, m."principalKey" DESC`,
    backwards: sql`m."joinedAt", m."principalKey"`,
    positionOf: ({ joinedAt, key }) => [joinedAt.toISOString(), key],
    rest: (after) =>
      after ? sql`(m."joinedAt", m."principalKey") < (${after[0]}::timestamptz, ${after[1]}::int)` : sql`true`,
  },
};

const columns = sql`p.key, p.id, p.kind::text AS "kind", p."displayName", p."userId", p."createdAt", p."disabledAt",
  p.connections, p."lastSeenAt", m."joinedAt"`;

/** The members of a group that fit, as a list to read pages of. */
export function memberList(db: Tx, { groupKey, search, sort }: MemberFilter): NarrowedList<MemberRow> {
  const order = orders[sort];
  const fits = allOf(search ? [fitsSearch(search)] : []);
  const inGroup = sql`m."groupKey" = ${groupKey}`;
  return {
    positionOf: order.positionOf,
    areFew: () => areFewPrincipals(db, fits),
    async readWindow(after, size, limit): Promise<Window<MemberRow>> {
      // The principals of a window are looked up one by one: the planner's other way is to read all of them.
      const rows = await db.$queryRaw<(MemberRow & { isEnd: boolean; count: number })[]>`
        WITH span AS MATERIALIZED (
          SELECT * FROM "Membership" m WHERE ${inGroup} AND ${order.rest(after)} ORDER BY ${order.by} LIMIT ${size}
        )
        (
          SELECT ${columns}, false AS "isEnd", 0 AS "count"
          FROM span m CROSS JOIN LATERAL (SELECT * FROM "Principal" WHERE key = m."principalKey" OFFSET 0) p
          WHERE ${fits} ORDER BY ${order.by} LIMIT ${limit}
        )
        UNION ALL
        (
          SELECT ${columns}, true, (SELECT count(*)::int FROM span)
          FROM (SELECT * FROM span m ORDER BY ${order.backwards} LIMIT 1) m JOIN "Principal" p ON p.key = m."principalKey"
        )`;
      const end = rows.find(({ isEnd }) => isEnd);
      const isFull = end !== undefined && end.count === size;
      return { rows: rows.filter(({ isEnd }) => !isEnd), end: isFull ? order.positionOf(end) : undefined };
    },
    readFitting: (after, limit) => db.$queryRaw<MemberRow[]>`
      WITH found AS MATERIALIZED (SELECT * FROM "Principal" p WHERE ${fits})
      SELECT ${columns} FROM found p JOIN "Membership" m ON m."principalKey" = p.key
      WHERE ${inGroup} AND ${order.rest(after)} ORDER BY ${order.by} LIMIT ${limit}`,
  };
}
