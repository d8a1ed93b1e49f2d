import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { jetstreamManager } from "@nats-io/jetstream";
import { headers, type NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { channelsStream, type Envelope, natsHeaders, storedSubject } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { type AckPublisher, createAckPublisher } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { startLogger } from "./start";
import { envelopeOfRow } from "./stored-form";

let world: TestWorld;
let spaceId: string;
let connection: NatsConnection;
let publisher: AckPublisher;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  connection = await world.connections.get(spaceId);
  publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
});
afterEach(async () => {
  publisher.close();
  for (const logger of running.splice(0)) await logger.stop();
});

async function start() {
  const logger = await startLogger(world);
  running.push(logger);
  return logger;
}

function envelope(text: string): Envelope {
  return { id: newId(), type: "text", source: "sensor", timestamp: new Date().toISOString(), payload: { text } };
}

async function publish(channel: string, message: Envelope): Promise<number> {
  const header = headers();
  header.set(natsHeaders.messageId, message.id);
  const { sequence } = await publisher.publish(storedSubject({ channel }), JSON.stringify(message), header);
  return sequence;
}

function publishMany(count: number, from = 0): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => publish("sensors", envelope(`n ${from + index}`))));
}

const rows = () => world.db.message.findMany({ where: { spaceId }, orderBy: { sequence: "asc" } });
const position = async () => Number((await world.db.loggerPosition.findUnique({ where: { spaceId } }))?.sequence ?? 0);
const waitForPosition = (sequence: number) => vi.waitFor(async () => expect(await position()).toBe(sequence), waiting);
const waiting = { timeout: 90_000, interval: 50 };

test("every message is stored once, with its columns and the stream's sequence, and announced", async () => {
  const announced: number[] = [];
  const end = world.bus.subscribe("messages.stored", (event) => {
    if (event.spaceId === spaceId) announced.push(event.sequence);
  });
  await start();
  const message = { ...envelope("hello"), correlationId: "case-1", causationId: "cause-1" };
  const sequence = await publish("sensors.anomaly", message);
  await publishMany(500);
  await waitForPosition(501);
  const [row] = await rows();
  expect(row).toMatchObject({
    sequence: BigInt(sequence),
    subject: "channels.sensors.anomaly",
    id: message.id,
    type: "text",
    source: "sensor",
    correlationId: "case-1",
    causationId: "cause-1",
    sentAt: new Date(message.timestamp),
    envelope: message,
  });
  expect((await rows()).map((stored) => Number(stored.sequence))).toEqual(
    Array.from({ length: 501 }, (_, at) => at + 1),
  );
  await vi.waitFor(() => expect(announced.at(-1)).toBe(501));
  end();
});

test("what was published while no logger ran is stored when one starts, and a space made later is noticed", async () => {
  await publishMany(50);
  await start();
  await waitForPosition(50);
  ({ spaceId } = await world.createSpace("later"));
  const later = createAckPublisher(await world.connections.get(spaceId), {
    inboxPrefix: world.connections.inboxPrefix,
  });
  await later.publish("channels.sensors", JSON.stringify(envelope("first")));
  await waitForPosition(1);
  later.close();
});

test("what is no message or cannot be JSON in Postgres is stored in a form that reads back, and stops nothing", async () => {
  await start();
  const nul = envelope("a\0b");
  const ancient = { ...envelope("old"), timestamp: "0000-01-01T00:00:00Z" };
  const endless = JSON.stringify(envelope("number")).replace('{"text":"number"}', '{"data":1e400000}');
  const deep = JSON.stringify(envelope("deep")).replace(
    '{"text":"deep"}',
    `{"data":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
  );
  const contents = [
    "not json",
    JSON.stringify(nul),
    JSON.stringify(ancient),
    endless,
    deep,
    "",
    JSON.stringify(envelope("fine")),
  ];
  await Promise.all(contents.map((content) => publisher.publish("channels.sensors", content)));
  await publisher.publish("channels.no.place.threads", JSON.stringify(envelope("nowhere")));
  await waitForPosition(contents.length + 1);
  const stored = (await rows()).map((row) =>
    envelopeOfRow(row.envelope as Record<string, unknown>, {
      sequence: Number(row.sequence),
      subject: row.subject,
      storedAt: row.storedAt,
    }),
  );
  const types = stored.map(({ type }) => type).filter((type) => type !== "text");
  expect(types).toEqual(["unreadable", "unreadable"]);
  expect(stored[1]).toEqual(nul);
  expect(stored[2]).toEqual(ancient);
  let levels = 0;
  for (let part = stored[4]?.payload.data; Array.isArray(part); part = part[0]) levels += 1;
  expect(levels).toBe(50_000);
});

test("messages that the stream loses, before or while the logger runs, never hold the position back", async () => {
  const manager = await jetstreamManager(connection);
  await publishMany(100);
  await manager.streams.purge(channelsStream, { keep: 10 });
  await start();
  await waitForPosition(100);
  expect(await rows()).toHaveLength(10);
  await running.splice(0)[0]?.stop();
  await publishMany(100);
  await manager.streams.purge(channelsStream, { keep: 5 });
  await start();
  await publishMany(1);
  await waitForPosition(201);
  await publishMany(10);
  await waitForPosition(211);
});

test("two loggers share the work without a row twice or a position too far", async () => {
  await start();
  await start();
  for (let round = 0; round < 10; round += 1) await publishMany(300, round * 300);
  await waitForPosition(3_000);
  expect(await rows()).toHaveLength(3_000);
});

test("a logger that is killed again and again loses nothing and stores nothing twice", {
  timeout: 240_000,
}, async () => {
  const total = 10_000;
  const script = fileURLToPath(new URL("./killable-logger.ts", import.meta.url));
  const options = JSON.stringify({ databaseUrl: world.databaseUrl, natsUrl: world.natsUrl, secret: world.secret });
  const run = async () => {
    const child = spawn(process.execPath, ["--import", "tsx", script, options], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(child.stdout, "data");
    return child;
  };
  const published = (async () => {
    for (let sent = 0; sent < total; sent += 250) await publishMany(250, sent);
  })();
  for (const killAt of [500, 4_000]) {
    const child = await run();
    await vi.waitFor(
      async () => expect(await world.db.message.count({ where: { spaceId } })).toBeGreaterThan(killAt),
      waiting,
    );
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await published;
  const last = await run();
  await waitForPosition(total);
  last.kill("SIGKILL");
  await once(last, "exit");
  const stored = await rows();
  expect(stored.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: total }, (_, index) => index + 1),
  );
  expect(new Set(stored.map(({ id }) => id)).size).toBe(total);
});
