import { type Db, type Sql, sql } from "@/server/db";
import { patternOf } from "../paging/search";
import type { PageWanted } from "./audit-repository";
import type { DecisionFilters } from "./input";
import { idConditions, timeConditions } from "./range";
import { selectWindow, type Window } from "./window";

export interface DecisionRow {
  id: bigint;
  at: Date;
  spaceId: string;
  principal: string;
  action: string;
  resource: string;
  allowed: boolean;
  rule: string;
  reason: string;
  via: string;
  times: number;
  sampledOneIn: number;
}

export async function selectDecisionIds(db: Db, filters: DecisionFilters, page: PageWanted): Promise<Window> {
  const { spaceId, principal, resource } = filters;
  const indexed = idConditions("DecisionLog", filters);
  if (principal !== undefined) indexed.push(sql`principal = ${principal}`);
  if (resource !== undefined) indexed.push(sql`resource = ${resource}`);
  return selectWindow(db, {
    table: "DecisionLog",
    parts: [sql`"spaceId" = ${spaceId}`],
    indexed,
    compared: comparedOf(filters),
    columns: sql`at, principal, action, resource, allowed, rule, reason`,
    ...page,
  });
}

function comparedOf(filters: DecisionFilters): Sql[] {
  const { action, allowed, rule, search } = filters;
  const conditions = timeConditions(filters);
  if (action !== undefined) conditions.push(sql`action = ${action}`);
  if (allowed !== undefined) conditions.push(sql`allowed = ${allowed}`);
  if (rule !== undefined) conditions.push(sql`rule = ${rule}`);
  if (search) {
    const pattern = patternOf(search);
    conditions.push(sql`(principal ILIKE ${pattern} OR resource ILIKE ${pattern} OR reason ILIKE ${pattern})`);
  }
  return conditions;
}

/** The rows with those ids, in no order. */
export async function selectDecisionRows(db: Db, ids: bigint[]): Promise<DecisionRow[]> {
  return ids.length === 0 ? [] : db.decisionLog.findMany({ where: { id: { in: ids } } });
}

/** The highest id that is taken. */
export async function lastDecisionId(db: Db): Promise<bigint> {
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT COALESCE(max(id), 0)::bigint AS id FROM "DecisionLog"`;
  return row?.id ?? 0n;
}
