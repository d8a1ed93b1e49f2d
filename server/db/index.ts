export { createDb, type Db, type Tx } from "./client";
export type { ServiceContext } from "./context";
export { applyMigrations, createMigration } from "./migrations";
