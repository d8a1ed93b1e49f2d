import { type Sql, sql } from "@/server/db";

/**
 * Rows of a moment may get their numbers in another order, as transactions commit and batches are written; nobody is that
 * late. Only the range of numbers that is looked at is widened by it: the times themselves are compared to the letter.
 */
const slackMs = 10 * 60_000;

export type LogTable = "AuditLog" | "DecisionLog";

const tables: Record<LogTable, Sql> = { AuditLog: sql`"AuditLog"`, DecisionLog: sql`"DecisionLog"` };

export function nameOf(table: LogTable): Sql {
  return tables[table];
}

/** Conditions on `id` that hold for every row of the time range, so that a range far in the past costs no more than the latest. */
export function idConditions(table: LogTable, { from, to }: { from?: string; to?: string }): Sql[] {
  const conditions: Sql[] = [];
  if (from !== undefined) {
    const earliest = new Date(Date.parse(from) - slackMs);
    conditions.push(sql`id >= COALESCE(
      (SELECT id FROM ${nameOf(table)} WHERE at >= ${earliest} ORDER BY at LIMIT 1), 9223372036854775807)`);
  }
  if (to !== undefined) {
    const latest = new Date(Date.parse(to) + slackMs);
    conditions.push(sql`id <= COALESCE(
      (SELECT id FROM ${nameOf(table)} WHERE at <= ${latest} ORDER BY at DESC LIMIT 1), 0)`);
  }
  return conditions;
}

/** The time range itself. */
export function timeConditions({ from, to }: { from?: string; to?: string }): Sql[] {
  return [
    ...(from === undefined ? [] : [sql`at >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [sql`at < ${new Date(to)}`]),
  ];
}
