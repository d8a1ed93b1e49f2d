import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { newId } from "@/server/kernel";
import { createAckPublisher } from "@/server/nats";
import { createTestWorld, startNatsServer, type TestNatsServer, type TestWorld } from "@/server/testing";
import { startLogger } from "./start";

let nats: TestNatsServer;
let world: TestWorld;
let logger: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  nats = await startNatsServer();
  world = await createTestWorld(nats);
});
afterEach(() => logger?.stop());
afterAll(async () => {
  await world.close();
  await nats.close();
});

const waiting = { timeout: 40_000, interval: 100 };

async function publisherIn(spaceId: string) {
  const publisher = createAckPublisher(await world.connections.get(spaceId), {
    inboxPrefix: world.connections.inboxPrefix,
    timeoutMs: 30_000,
  });
  const publish = (text: string) => {
    const envelope = {
      id: newId(),
      type: "text",
      source: "sensor",
      timestamp: new Date().toISOString(),
      payload: { text },
    };
    return publisher.publish("channels.sensors", JSON.stringify(envelope));
  };
  return { publish, close: () => publisher.close() };
}

async function waitUntilStored(spaceId: string, count: number) {
  await vi.waitFor(async () => {
    const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
    expect(Number(position?.sequence)).toBe(count);
  }, waiting);
  expect(await world.db.message.count({ where: { spaceId } })).toBe(count);
}

test("after nats-server was killed and is back, the logger stores what is published then", async () => {
  const { spaceId } = await world.createSpace();
  const { publish, close } = await publisherIn(spaceId);
  logger = await startLogger(world);
  await Promise.all(Array.from({ length: 200 }, (_, index) => publish(`before ${index}`)));
  await waitUntilStored(spaceId, 200);
  await nats.kill();
  await nats.start();
  for (let index = 0; index < 200; index += 1) await publish(`after ${index}`);
  await waitUntilStored(spaceId, 400);
  close();
});

test("while Postgres takes no connection nothing is lost, and afterwards everything is stored", async () => {
  const { spaceId } = await world.createSpace();
  const { publish, close } = await publisherIn(spaceId);
  logger = await startLogger(world);
  await publish("first");
  await waitUntilStored(spaceId, 1);
  const database = new URL(world.databaseUrl).pathname.slice(1);
  const admin = new Client({ connectionString: world.databaseUrl.replace(/\/[^/]*$/, "/postgres") });
  await admin.connect();
  const cutOff = async () => {
    await admin.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS false`);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [database]);
  };
  await cutOff();
  for (let index = 0; index < 300; index += 1) await publish(`meanwhile ${index}`);
  await admin.query(`ALTER DATABASE "${database}" ALLOW_CONNECTIONS true`);
  await admin.end();
  await waitUntilStored(spaceId, 301);
  close();
});

test("a logger can be stopped while nats-server is away", async () => {
  await world.createSpace();
  const idle = await startLogger(world);
  await nats.kill();
  await idle.stop();
  await nats.start();
});
