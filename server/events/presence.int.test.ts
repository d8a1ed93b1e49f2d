import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { anyAgentStatusSubject, type PresenceEvent } from "@/sdk/protocol";
import { createSeed, publicKeyOf } from "@/server/nats";
import { issueCredential, registerAgent } from "@/server/policy";
import { createTestWorld, startNatsServer, type TestNatsServer, type TestWorld } from "@/server/testing";
import { startPresence } from "./start";

let nats: TestNatsServer;
let world: TestWorld;
let spaceId: string;
let presence: { stop(): Promise<void> };
const open: NatsConnection[] = [];

beforeAll(async () => {
  nats = await startNatsServer();
  world = await createTestWorld(nats);
  ({ spaceId } = await world.createSpace());
  for (const id of ["ann", "bob", "services"]) await registerAgent(world.context(), { spaceId, id });
  presence = await startPresence({ ...world, graceMs: 100 });
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  await expect.poll(() => counts(), waiting).toEqual({ ann: 0, bob: 0, services: 0 });
});
afterAll(async () => {
  await presence.stop();
  await world.close();
  await nats.close();
});

const waiting = { timeout: 15_000, interval: 50 };

async function join(principalId: string): Promise<NatsConnection> {
  const seed = createSeed("user");
  const { jwt } = await issueCredential(world.context(), {
    spaceId,
    principalId,
    publicKey: publicKeyOf(seed),
    secret: world.secret,
    ttlMs: 60_000,
    servers: { nats: [], websocket: [] },
  });
  const connection = await connect({
    servers: world.natsUrl,
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 50,
    ignoreAuthErrorAbort: true,
  });
  open.push(connection);
  return connection;
}

async function counts(): Promise<Record<string, number>> {
  const principals = await world.db.principal.findMany({ where: { spaceId } });
  return Object.fromEntries(principals.map(({ id, connections }) => [id, connections]));
}

test("who connects and goes is counted, written down and announced; services are nobody", async () => {
  const told: string[] = [];
  const announced: string[] = [];
  const service = await world.connections.get(spaceId);
  const subscription = service.subscribe(anyAgentStatusSubject, {
    callback: (_error, message) => {
      const event = message.json<PresenceEvent>();
      told.push(`${message.subject} ${event.principal} ${event.status} ${event.connections}`);
    },
  });
  const end = world.bus.subscribe("presence.changed", ({ principal, connections }) => {
    announced.push(`${principal} ${connections}`);
  });
  const first = await join("ann");
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 0, services: 0 });
  const second = await join("ann");
  await expect.poll(counts, waiting).toEqual({ ann: 2, bob: 0, services: 0 });
  await first.close();
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 0, services: 0 });
  await second.close();
  await expect.poll(counts, waiting).toEqual({ ann: 0, bob: 0, services: 0 });
  await vi.waitFor(() => expect(announced).toHaveLength(4));
  expect(announced).toEqual(["ann 1", "ann 2", "ann 1", "ann 0"]);
  await vi.waitFor(() => expect(told.at(-1)).toBe("agent.ann.status ann offline 0"));
  expect(told[0]).toBe("agent.ann.status ann online 1");
  const ann = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "ann" } } });
  expect(ann.lastSeenAt).not.toBeNull();
  subscription.unsubscribe();
  end();
});

test("somebody who is back within the grace never was away", async () => {
  const announced: string[] = [];
  await presence.stop();
  presence = await startPresence({ ...world, graceMs: 60_000 });
  const end = world.bus.subscribe("presence.changed", (event) =>
    announced.push(`${event.principal} ${event.connections}`),
  );
  await (await join("bob")).close();
  await join("bob");
  await join("ann");
  await vi.waitFor(() => expect(announced).toContain("ann 1"), waiting);
  expect(announced.filter((line) => line.startsWith("bob"))).toEqual(["bob 1"]);
  end();
  await presence.stop();
  presence = await startPresence({ ...world, graceMs: 100 });
});

test("a start finds those who are there and forgets those who left meanwhile", async () => {
  await join("ann");
  const left = await join("bob");
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 1, services: 0 });
  await presence.stop();
  await left.close();
  await world.db.principal.updateMany({ where: { spaceId, id: "ann" }, data: { connections: 7 } });
  presence = await startPresence({ ...world, graceMs: 100 });
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 0, services: 0 });
});

test("after nats-server was killed, those who did not come back are away", async () => {
  const staying = await join("ann");
  const leaving = await join("bob");
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 1, services: 0 });
  await nats.kill();
  await leaving.close();
  await nats.start();
  await expect.poll(counts, waiting).toEqual({ ann: 1, bob: 0, services: 0 });
  await staying.close();
});

test("more connections than one answer of the server lists are all found", async () => {
  await presence.stop();
  for (let index = 0; index < 110; index += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, turn) => join(turn % 2 ? "ann" : "bob")));
  }
  presence = await startPresence({ ...world, graceMs: 100 });
  await expect.poll(counts, waiting).toEqual({ ann: 55, bob: 55, services: 0 });
});
