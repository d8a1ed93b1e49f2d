export { createDb, type Db, type Tx } from "./client";
export type { Origin, ServiceContext } from "./context";
export { applyMigrations, createMigration } from "./migrations";
export { allOf, anyOf, noSql, prepared, type Sql, sql } from "./sql";
