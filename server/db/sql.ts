import { Prisma } from "./generated/client";

/** A part of a statement with its parameters, for statements that are put together. */
export type Sql = Prisma.Sql;
export const { sql, empty: noSql } = Prisma;

/** The conditions, all of which must hold; of none, `true`. */
export function allOf(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : Prisma.join(conditions, " AND ");
}

/** The conditions, one of which must hold; of none, `false`. */
export function anyOf(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${Prisma.join(conditions, " OR ")})`;
}

/**
 * Begins a statement that each connection plans once, under this name: for those that are short to run and long to plan. Their
 * text is always the same, and what they are given changes nothing about how they are best run.
 */
export function prepared(name: string): Sql {
  return Prisma.raw(`/* prepared ${name} */`);
}

/** The name that `prepared` gave the statement. */
export function preparedNameOf(text: string): string | undefined {
  return /^\s*\/\* prepared ([a-z_]+) \*\//.exec(text)?.[1];
}
