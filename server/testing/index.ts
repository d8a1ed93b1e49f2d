export { connectPrincipal } from "./client";
export { startCluster, type TestCluster } from "./cluster";
export {
  type KubernetesRest,
  openKubernetesRest,
  type RestAnswer,
  type RestRequest,
  type RestWatch,
} from "./kubernetes-rest";
export { startNatsServer, type TestNatsServer } from "./nats-server";
export { addAgent, addChannel, type ChannelRow } from "./rows";
export { createTestWorld, type TestWorld, type WorldServers } from "./world";
