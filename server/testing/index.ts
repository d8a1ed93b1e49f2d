export { connectPrincipal } from "./client";
export { startCluster, type TestCluster } from "./cluster";
export { startNatsServer, type TestNatsServer } from "./nats-server";
export { addAgent, addChannel, type ChannelRow } from "./rows";
export { createTestWorld, type TestWorld, type WorldServers } from "./world";
