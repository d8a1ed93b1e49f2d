import { allOf, type Sql, sql, type Tx } from "@/server/db";
import type { Position } from "../paging/cursor";
import { patternOf } from "../paging/search";

export interface GroupFilter {
  spaceId: string;
  search?: string;
  sort: "name" | "members" | "created";
  direction: "ascending" | "descending";
}

export interface GroupListRow {
  key: number;
  name: string;
  description: string;
  members: number;
  channels: number;
  createdAt: Date;
}

/** What a position in each order is made of. */
export const cursorOf = { name: ["string"], members: ["number", "number"], created: ["date", "number"] } as const;

export const positionOf: Record<GroupFilter["sort"], (row: GroupListRow) => Position> = {
  name: ({ name }) => [name],
  members: ({ members, key }) => [members, key],
  created: ({ createdAt, key }) => [createdAt.toISOString(), key],
};

const sortedBy: Record<GroupFilter["sort"], Sql[]> = {
  name: [sql`g.name`],
  members: [sql`g."memberCount"`, sql`g.key`],
  created: [sql`g."createdAt"`, sql`g.key`],
};

/** A page of groups after a position, with how many channels each holds a role on. */
export async function selectGroups(
  db: Tx,
  input: GroupFilter & { after: Position | undefined; limit: number },
): Promise<GroupListRow[]> {
  const isAscending = input.direction === "ascending";
  const columns = sortedBy[input.sort];
  const direction = isAscending ? sql`ASC` : sql`DESC`;
  const order = columns.map((column) => sql`${column} ${direction}`).reduce((all, one) => sql`${all}, ${one}`);
  return db.$queryRaw<GroupListRow[]>`
    SELECT page.key, page.name, page.description, page."memberCount" AS "members", page."createdAt",
      (SELECT count(DISTINCT r."channelKey")::int FROM "ChannelRole" r WHERE r."groupKey" = page.key) AS "channels"
    FROM (
      SELECT g.*, row_number() OVER (ORDER BY ${order}) AS position FROM "Group" g
      WHERE ${fits(input)} AND ${isAfter(input)} ORDER BY ${order} LIMIT ${input.limit}
    ) page ORDER BY page.position`;
}

export async function countGroups(db: Tx, filter: Pick<GroupFilter, "spaceId" | "search">): Promise<number> {
  const rows = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS "total" FROM "Group" g WHERE ${fits(filter)}`;
  return rows[0]?.total ?? 0;
}

function fits({ spaceId, search }: Pick<GroupFilter, "spaceId" | "search">): Sql {
  const conditions = [sql`g."spaceId" = ${spaceId}`];
  if (search) {
    const pattern = patternOf(search);
    conditions.push(sql`(g.name ILIKE ${pattern} OR g.description ILIKE ${pattern})`);
  }
  return allOf(conditions);
}

function isAfter({ after, sort, direction }: GroupFilter & { after: Position | undefined }): Sql {
  if (!after) return sql`true`;
  const beyond = direction === "ascending" ? sql`>` : sql`<`;
  switch (sort) {
    case "name":
      return sql`g.name ${beyond} ${after[0]}`;
    case "members":
      return sql`(g."memberCount", g.key) ${beyond} (${after[0]}::int, ${after[1]}::int)`;
    case "created":
      return sql`(g."createdAt", g.key) ${beyond} (${after[0]}::timestamptz, ${after[1]}::int)`;
  }
}
