export { endChild } from "./child-process";
export { freePort, isPortFree } from "./free-port";
export {
  type KubernetesApi,
  type KubernetesApiOptions,
  kubeconfigYaml,
  startKubernetesApi,
} from "./kubernetes";
export { ensureOperatorKeys, type OperatorKeys } from "./nats/operator-keys";
export { findNatsServer } from "./nats/server-binary";
export { type EmbeddedNats, type EmbeddedNatsOptions, startNats } from "./nats/start";
export { dropDatabase, ensureDatabase } from "./postgres/databases";
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startPostgres } from "./postgres/start";
