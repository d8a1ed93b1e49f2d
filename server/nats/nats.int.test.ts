import { jetstreamManager } from "@nats-io/jetstream";
import { headers } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { channelsStream, channelTag, messageBytesMax, natsHeaders } from "@/sdk/protocol";
import { connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { createAckPublisher, encodeSpaceAccount, pushAccount, type SpaceKeys } from ".";

let world: TestWorld;
let spaceId: string;
let keys: SpaceKeys;

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId, keys } = await world.createSpace());
});
afterAll(() => world.close());

test("a stored message reaches a reader of its channel with its sequence and the one before it", async () => {
  const { connection } = await connectPrincipal({
    natsUrl: world.natsUrl,
    keys,
    name: "ann",
    tags: [channelTag("a.b")],
  });
  const received: [string, string | undefined, string | undefined][] = [];
  connection.subscribe("live.channels.a.b", {
    callback: (_error, message) => {
      received.push([
        message.string(),
        message.headers?.get(natsHeaders.sequence),
        message.headers?.get(natsHeaders.lastSequence),
      ]);
    },
  });
  await connection.flush();
  const publisher = createAckPublisher(await world.connections.get(spaceId), {
    inboxPrefix: world.connections.inboxPrefix,
  });
  const withId = (id: string) => {
    const all = headers();
    all.set(natsHeaders.messageId, id);
    return all;
  };
  const first = await publisher.publish("channels.a.b", "one", withId("1"));
  await publisher.publish("channels.other", "between", withId("2"));
  const second = await publisher.publish("channels.a.b", "two", withId("3"));
  const again = await publisher.publish("channels.a.b", "two", withId("3"));
  expect(again).toEqual({ sequence: second.sequence, duplicate: true });
  await vi.waitFor(() => expect(received).toHaveLength(2));
  expect(received).toEqual([
    ["one", String(first.sequence), "0"],
    ["two", String(second.sequence), String(first.sequence)],
  ]);
  publisher.close();
  await connection.close();
});

test.each([
  "live.channels.secret",
  "live.channels.a.b.private.t",
  "live.>",
  ">",
  "$JS.API.>",
  "ingress.>",
  "_INBOX.bob.>",
])("a reader of a.b may not subscribe to %s", async (subject) => {
  const { connection } = await connectPrincipal({
    natsUrl: world.natsUrl,
    keys,
    name: "ann",
    tags: [channelTag("a.b")],
  });
  const refusal = new Promise<Error>((resolve) => {
    connection.subscribe(subject, {
      callback: (error) => {
        if (error) resolve(error);
      },
    });
  });
  expect((await refusal).message).toMatch(/permissions violation/i);
  await connection.close();
});

test.each([
  "ingress.bob.channels.a.b",
  "channels.a.b",
  "live.channels.a.b",
  "$JS.API.STREAM.INFO.CHANNELS",
  "agent.bob.status",
])("ann may not publish to %s", async (subject) => {
  const { connection } = await connectPrincipal({
    natsUrl: world.natsUrl,
    keys,
    name: "ann",
    tags: [channelTag("a.b")],
  });
  const refusal = (async () => {
    for await (const status of connection.status()) if (status.type === "error") return status.error.message;
    return "";
  })();
  connection.publish(subject, "x");
  expect(await refusal).toMatch(/permissions violation/i);
  await connection.close();
});

test("a principal that is called like a service hears none of the service's replies", async () => {
  const { connection } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "test" });
  const heard: string[] = [];
  connection.subscribe("_INBOX.test.>", {
    callback: (_error, message) => {
      heard.push(message.subject);
    },
  });
  await connection.flush();
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  await manager.streams.info(channelsStream);
  await connection.flush();
  expect(heard).toEqual([]);
  await connection.close();
});

test("a revoked key is disconnected at once, others stay", async () => {
  const revoked = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "ann" });
  const other = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "bob" });
  const jwt = await encodeSpaceAccount({
    spaceId,
    keys,
    operatorSeed: world.operatorSeed,
    revocations: [{ publicKey: revoked.publicKey, revokedAt: new Date() }],
  });
  await pushAccount(world.system, jwt);
  await revoked.connection.closed();
  expect(other.connection.isClosed()).toBe(false);
  await other.connection.flush();
  await other.connection.close();
});

test("an account takes as many revoked keys as are listed at most", async () => {
  const { spaceId, keys } = await world.createSpace();
  const { connection, publicKey } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "ann" });
  const made = Array.from({ length: 9_999 }, (_, index) => `U${String(index).padStart(55, "A")}`);
  const revocations = [...made, publicKey].map((publicKey) => ({ publicKey, revokedAt: new Date() }));
  const jwt = await encodeSpaceAccount({ spaceId, keys, operatorSeed: world.operatorSeed, revocations });
  expect(jwt.length).toBeLessThan(1_048_576);
  await pushAccount(world.system, jwt);
  await connection.closed();
});

test("a connection has bounds: subscriptions and the size of a message", async () => {
  const { connection } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "ann" });
  const refusal = (async () => {
    for await (const status of connection.status()) if (status.type === "error") return status.error.message;
    return "";
  })();
  for (let index = 0; index <= 5_000; index++) connection.subscribe(`_INBOX.ann.${index}`);
  expect(await refusal).toMatch(/maximum subscriptions/i);
  await connection.close();
  const large = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "bob" });
  expect(large.connection.info?.max_payload).toBe(2 * messageBytesMax);
  await large.connection.close();
});

test("what one process puts on the bus reaches the others", async () => {
  const received: string[] = [];
  world.bus.subscribe("spaces.changed", (event) => received.push(event.spaceId));
  const topic = world.unique("bus");
  await vi.waitFor(() => {
    world.bus.publish("spaces.changed", { spaceId: topic });
    expect(received).toContain(topic);
  });
});
