import { jetstreamManager } from "@nats-io/jetstream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { channelsStream, type Place } from "@/sdk/protocol";
import { readHistory } from "@/server/history";
import { newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { createAckPublisher } from "@/server/nats";
import { registerAgent } from "@/server/policy";
import { addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { createStreams } from "./streams";

let world: TestWorld;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId } = await world.createSpace());
  await registerAgent(world.context(), { spaceId, id: "reader" });
  await addChannel(world.db, spaceId, { name: "lab", visibility: "public" });
});
afterAll(() => world.close());

const place: Place = { channel: "lab" };

async function publish(texts: string[]): Promise<number[]> {
  const connection = await world.connections.get(spaceId);
  const publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
  const sequences: number[] = [];
  for (const text of texts) {
    const envelope = { id: newId(), type: "text", source: "sensor", timestamp: new Date().toISOString() };
    const ack = await publisher.publish("channels.lab", JSON.stringify({ ...envelope, payload: { text } }));
    sequences.push(ack.sequence);
  }
  publisher.close();
  return sequences;
}

async function stored(through: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(position?.sequence)).toBe(through);
    },
    { timeout: 40_000, interval: 50 },
  );
}

async function read() {
  const ctx = { ...world.context(), connections: world.connections };
  return readHistory(ctx, { spaceId, principal: "reader", query: { place } });
}

test("a stream that is lost is made anew above everything that was stored, and history goes on", async () => {
  const streams = createStreams(world);
  const logger = await startLogger(world);
  const before = await publish(["one", "two", "three"]);
  await stored(before.at(-1) ?? 0);
  await logger.stop();
  const [unstored = 0] = await publish(["seen live by a reader, and lost"]);

  const manager = await jetstreamManager(await world.connections.get(spaceId));
  await manager.streams.delete(channelsStream);
  expect(await streams.check(spaceId)).toBeUndefined();

  const [first = 0, ...others] = await publish(["four", "five"]);
  expect(first).toBeGreaterThan(unstored);
  const { messages, ...claims } = await read();
  const texts = (found: typeof messages) => found.map(({ envelope }) => envelope.payload.text);
  expect(texts(messages)).toEqual(["one", "two", "three", "four", "five"]);
  expect(claims).toEqual({ from: 0, through: others.at(-1), hasOlder: false, hasNewer: false });

  const again = await startLogger(world);
  await stored(others.at(-1) ?? 0);
  await again.stop();
  expect((await read()).messages).toEqual(messages);
  expect(await world.db.message.count({ where: { spaceId } })).toBe(5);
});

test("the stream of a space that never had a message begins with the first one", async () => {
  const fresh = await world.createSpace("fresh");
  const manager = await jetstreamManager(await world.connections.get(fresh.spaceId));
  await manager.streams.delete(channelsStream);
  expect(await createStreams(world).check(fresh.spaceId)).toBeUndefined();
  expect((await manager.streams.info(channelsStream)).state.last_seq).toBe(0);
});
