import { type Db, type Sql, sql } from "@/server/db";
import { patternOf } from "../paging/search";
import type { AuditFilters } from "./input";
import { idConditions, timeConditions } from "./range";
import { selectWindow, type Window } from "./window";

export interface AuditRow {
  id: bigint;
  at: Date;
  spaceId: string | null;
  actor: string;
  verb: string;
  target: string;
  before: unknown;
  after: unknown;
  /** `before` or `after` is longer than asked for and left out. */
  isCut: boolean;
  via: string | null;
  address: string | null;
}

export interface PageWanted {
  /** Rows below this id, or above it when ascending. */
  edge: string | undefined;
  isAscending?: boolean;
  limit: number;
}

/** Ids of a page of the space's rows and of those that concern the whole platform. */
export async function selectAuditIds(db: Db, filters: AuditFilters, page: PageWanted): Promise<Window> {
  const { spaceId, actor, target } = filters;
  const indexed = idConditions("AuditLog", filters);
  if (actor !== undefined) indexed.push(sql`actor = ${actor}`);
  if (target !== undefined) indexed.push(sql`target = ${target}`);
  return selectWindow(db, {
    table: "AuditLog",
    parts: [sql`"spaceId" = ${spaceId}`, sql`"spaceId" IS NULL`],
    indexed,
    compared: comparedOf(filters),
    columns: sql`at, actor, verb, target`,
    ...page,
  });
}

function comparedOf(filters: AuditFilters): Sql[] {
  const { verb, search } = filters;
  const conditions = timeConditions(filters);
  if (verb !== undefined) conditions.push(sql`(verb = ${verb} OR starts_with(verb, ${`${verb}.`}))`);
  if (search) {
    const pattern = patternOf(search);
    conditions.push(sql`(actor ILIKE ${pattern} OR verb ILIKE ${pattern} OR target ILIKE ${pattern})`);
  }
  return conditions;
}

/** The rows with those ids, in no order; what is longer than `jsonCharactersMax` is left out. */
export async function selectAuditRows(db: Db, ids: bigint[], jsonCharactersMax: number): Promise<AuditRow[]> {
  if (ids.length === 0) return [];
  return db.$queryRaw<AuditRow[]>`
    SELECT id, at, "spaceId", actor, verb, target, via, address,
      CASE WHEN length(before::text) <= ${jsonCharactersMax} THEN before END AS "before",
      CASE WHEN length(after::text) <= ${jsonCharactersMax} THEN after END AS "after",
      COALESCE(length(before::text) > ${jsonCharactersMax}, false) OR COALESCE(length(after::text) > ${jsonCharactersMax}, false) AS "isCut"
    FROM "AuditLog" WHERE id = ANY(${ids}::bigint[])`;
}

/** The whole row, when it is the space's or concerns the whole platform. */
export async function findAuditRow(db: Db, spaceId: string, id: bigint): Promise<AuditRow | undefined> {
  const row = await db.auditLog.findFirst({ where: { id, OR: [{ spaceId }, { spaceId: null }] } });
  return row ? { ...row, isCut: false } : undefined;
}

/** The highest id that is taken. */
export async function lastAuditId(db: Db): Promise<bigint> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT COALESCE(max(id), 0)::bigint AS id FROM "AuditLog"`;
  return row?.id ?? 0n;
}
