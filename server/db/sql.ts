import { Prisma } from "./generated/client";

/** A part of a statement with its parameters, for statements that are put together. */
export type Sql = Prisma.Sql;
export const { sql, empty: noSql } = Prisma;

/** The conditions, all of which must hold; of none, `true`. */
export function allOf(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : Prisma.join(conditions, " AND ");
}
