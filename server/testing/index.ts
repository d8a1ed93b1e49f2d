export { connectPrincipal } from "./client";
export { startNatsServer, type TestNatsServer } from "./nats-server";
export { createTestWorld, type TestWorld, type WorldServers } from "./world";
