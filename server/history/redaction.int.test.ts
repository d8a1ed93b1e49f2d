import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  channelsStream,
  type Envelope,
  type HistoryQuery,
  type Place,
  redactionType,
  type StoredMessage,
  storedSubject,
} from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { type AckPublisher, createAckPublisher } from "@/server/nats";
import { registerAgent } from "@/server/policy";
import { addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { readHistory } from "./read-history";
import { readOriginal } from "./read-original";

let world: TestWorld;
let spaceId: string;
let connection: NatsConnection;
let publisher: AckPublisher;
let logger: { stop(): Promise<void> } | undefined;

const room: Place = { channel: "lab" };
const thread: Place = { channel: "lab", thread: "inner" };

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  connection = await world.connections.get(spaceId);
  publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
  for (const id of ["reader", "moderator", "owner", "outsider"]) await registerAgent(world.context(), { spaceId, id });
  const members = ["reader", "moderator", "owner"];
  const { key: channelKey } = await addChannel(world.db, spaceId, {
    name: "lab",
    members,
    threads: [{ name: "inner" }],
  });
  for (const role of ["moderator", "owner"] as const) {
    const { key: principalKey } = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: role } });
    await world.db.channelRole.create({ data: { channelKey, principalKey, role, origin: "admin" } });
  }
});
afterEach(async () => {
  publisher.close();
  await logger?.stop();
  logger = undefined;
});

async function publish(place: Place, more: Partial<Envelope>): Promise<number> {
  const envelope = { id: newId(), type: "text", source: "sensor", timestamp: new Date().toISOString(), payload: {} };
  return (await publisher.publish(storedSubject(place), JSON.stringify({ ...envelope, ...more }))).sequence;
}

const secret = "a secret";
const say = (place = room) =>
  publish(place, {
    payload: { text: secret, parts: [{ kind: "text", text: secret }], data: { secret } },
    headers: { secret },
    mentions: [secret],
    attachments: [{ id: "1", name: secret, mediaType: "text/plain", bytes: 1 }],
  });
const redact = (sequence: number, place = room) =>
  publish(place, { type: redactionType, source: "moderator", payload: { data: { sequence, reason: "spam" } } });

const context = () => ({ ...world.context(), connections: world.connections });

async function read(query: Partial<HistoryQuery> = {}): Promise<StoredMessage[]> {
  const { messages } = await readHistory(context(), {
    spaceId,
    principal: "reader",
    query: { place: room, limit: 1_000, ...query },
  });
  return messages;
}

/** Everything published so far is in Postgres. */
async function store() {
  const { state } = await (await jetstreamManager(connection)).streams.info(channelsStream);
  logger = await startLogger(world);
  await vi.waitFor(
    async () => {
      const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(position?.sequence)).toBe(state.last_seq);
    },
    { timeout: 20_000 },
  );
  await logger.stop();
  logger = undefined;
}

const tombstone = (sequence: number) => ({
  sequence,
  envelope: expect.objectContaining({ type: "text", source: "sensor", payload: {} }),
  redaction: { by: "moderator", reason: "spam", at: expect.stringMatching(/^\d{4}-.*Z$/) },
});

describe.each([
  ["both are in Postgres", async (_sequence: number) => store(), false],
  ["both are only in the stream", async (_sequence: number) => {}, false],
  ["only the message is in Postgres", async (_sequence: number) => {}, true],
])(
  "a redacted message is a tombstone, and its redaction keeps its place in the sequence, when %s",
  (_where, after, isStoredBefore) => {
    test.each([
      ["the latest page", () => ({})],
      ["a page upwards", () => ({ after: 0 })],
      ["a page downwards", () => ({ before: 1_000 })],
      ["a range", (sequence: number) => ({ after: sequence - 1, through: sequence })],
      ["a page that ends before the redaction", (sequence: number) => ({ after: 0, limit: sequence })],
    ])("in %s", async (_page, query) => {
      const first = await publish(room, { payload: { text: "kept" } });
      const sequence = await say();
      if (isStoredBefore) await store();
      const by = await redact(sequence);
      await after(sequence);
      const messages = await read(query(sequence));
      const [message] = messages.filter((each) => each.sequence === sequence);
      expect(message).toMatchObject(tombstone(sequence));
      expect(JSON.stringify(messages)).not.toContain(secret);
      for (const each of messages) if (each.sequence !== sequence) expect(each).not.toHaveProperty("redaction");
      const all = await read();
      expect(all.map((each) => each.sequence)).toEqual([first, sequence, by]);
      expect(all[2]?.envelope).toMatchObject({ type: redactionType, payload: { data: { sequence, reason: "spam" } } });
    });
  },
);

test("a tail that grows between readings loses no redaction, and none of before the logger's position counts twice", async () => {
  const [one, two, three] = [await say(), await say(), await say()];
  await redact(one);
  expect(await read()).toMatchObject([tombstone(one), { sequence: two }, { sequence: three }, {}]);
  await redact(two);
  expect(await read()).toMatchObject([tombstone(one), tombstone(two), { sequence: three }, {}, {}]);
  await store();
  await redact(three);
  expect(JSON.stringify(await read())).not.toContain(secret);
  await store();
  expect(JSON.stringify(await read())).not.toContain(secret);
});

test.each([false, true])(
  "what was replaced names its new version, which has no audit (stored: %s)",
  async (isStored) => {
    const sequence = await say();
    const by = await publish(room, { payload: { text: "better" }, replaces: sequence });
    await publish(room, { payload: { text: "too late" }, replaces: sequence });
    if (isStored) await store();
    const messages = await read();
    expect(messages).toMatchObject([
      { sequence, envelope: { payload: {} }, redaction: { by: "sensor", reason: "edited", replacedBy: by } },
      { sequence: by, envelope: { payload: { text: "better" }, replaces: sequence } },
      { envelope: { payload: { text: "too late" } } },
    ]);
    expect(JSON.stringify(messages)).not.toContain(secret);
    expect(await world.db.auditLog.count({ where: { spaceId, verb: "message.redact" } })).toBe(0);
    const original = await readOriginal(context(), { spaceId, principal: "owner", place: room, sequence });
    expect(original.envelope.payload.text).toBe(secret);
  },
);

test("what is not a redaction of this place takes nothing away", async () => {
  const check = async () => {
    const messages = await read();
    expect(messages.map(({ redaction }) => redaction)).toEqual(messages.map(() => undefined));
    expect(messages[0]?.envelope.payload.text).toBe(secret);
  };
  const sequence = await say();
  await redact(sequence, thread);
  const later = await redact(900);
  await redact(later);
  await publish(room, { type: redactionType, payload: { data: { sequence: String(sequence), reason: "spam" } } });
  await publish(room, { type: "text", payload: { data: { sequence, reason: "spam" } } });
  await check();
  await store();
  await check();
});

describe("the original", () => {
  const original = (principal: string, sequence: number, place = room) =>
    readOriginal(context(), { spaceId, principal, place, sequence });
  const audited = () =>
    world.db.auditLog.findMany({ where: { spaceId, verb: "message.readOriginal" }, orderBy: { id: "asc" } });

  test.each([false, true])("is for owners to read, and each reading is audited (stored: %s)", async (isStored) => {
    const sequence = await say();
    const inner = await say(thread);
    await redact(sequence);
    await redact(inner, thread);
    if (isStored) await store();
    const answer = await original("owner", sequence);
    expect(answer).toMatchObject({ sequence, place: room, redaction: { by: "moderator", reason: "spam" } });
    expect(answer.envelope).toMatchObject({ payload: { text: secret }, headers: { secret } });
    expect(await original("owner", inner, thread)).toMatchObject({ envelope: { payload: { text: secret } } });
    expect((await audited()).map(({ actor, target }) => [actor, target])).toEqual([
      ["service:test", `message:lab/${sequence}`],
      ["service:test", `message:lab/inner/${inner}`],
    ]);
  });

  test("is nobody else's, and a refusal tells nothing", async () => {
    const sequence = await say();
    await redact(sequence);
    for (const principal of ["reader", "moderator"]) {
      const refusal = { code: "FORBIDDEN", message: expect.stringContaining("You cannot manage #lab") };
      await expect(original(principal, sequence)).rejects.toMatchObject(refusal);
      await expect(original(principal, sequence + 500)).rejects.toMatchObject(refusal);
    }
    await expect(original("outsider", sequence)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await audited()).toEqual([]);
  });

  test("is found only where it was said, and only of a redacted message", async () => {
    const sequence = await say();
    const kept = await say();
    const by = await redact(sequence);
    for (const [place, number] of [
      [thread, sequence],
      [room, kept],
      [room, by],
      [room, by + 1],
    ] as const) {
      await expect(original("owner", number, place)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await expect(original("owner", 0)).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "sequence" }] });
  });
});
