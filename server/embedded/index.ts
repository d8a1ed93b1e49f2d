export { freePort, isPortFree } from "./free-port";
export { dropDatabase, ensureDatabase } from "./postgres/databases";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startPostgres } from "./postgres/start";
