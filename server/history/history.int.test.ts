import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  channelsStream,
  type Envelope,
  type HistoryPage,
  type HistoryQuery,
  type Place,
  storedSubject,
} from "@/sdk/protocol";
import { AppError, newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { type AckPublisher, createAckPublisher } from "@/server/nats";
import { addMembers, createGroup, registerAgent, setChannelGrants, setThreadParticipants } from "@/server/policy";
import { createTestWorld, startNatsServer, type TestWorld } from "@/server/testing";
import { readHistory } from "./read-history";

let world: TestWorld;
let spaceId: string;
let connection: NatsConnection;
let publisher: AckPublisher;
let logger: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  connection = await world.connections.get(spaceId);
  publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
  await world.db.channel.create({ data: { spaceId, name: "open", visibility: "public" } });
  await registerAgent(world.context(), { spaceId, id: "reader" });
});
afterEach(async () => {
  publisher.close();
  await logger?.stop();
  logger = undefined;
});

const open: Place = { channel: "open" };

async function publish(place: Place, text: string): Promise<number> {
  const envelope: Envelope = {
    id: newId(),
    type: "text",
    source: "sensor",
    timestamp: new Date().toISOString(),
    payload: { text },
  };
  return (await publisher.publish(storedSubject(place), JSON.stringify(envelope))).sequence;
}

/** Messages of several subjects in turn; returns the sequences of each. */
async function publishMixed(rounds: number): Promise<number[]> {
  const sequences: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn = [
      publish({ channel: "other" }, "o"),
      publish(open, `m ${round}`),
      publish({ channel: "open.below" }, "b"),
    ];
    sequences.push((await Promise.all(turn))[1] ?? 0);
  }
  return sequences;
}

function read(query: Partial<HistoryQuery> = {}, principal = "reader"): Promise<HistoryPage> {
  const ctx = { ...world.context(), connections: world.connections };
  return readHistory(ctx, { spaceId, principal, query: { place: open, ...query } });
}

async function storeAll() {
  const { state } = await (await jetstreamManager(connection)).streams.info(channelsStream);
  logger = await startLogger(world);
  await vi.waitFor(
    async () => {
      const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(position?.sequence)).toBe(state.last_seq);
    },
    { timeout: 20_000 },
  );
}

const sequencesOf = (page: HistoryPage) => page.messages.map(({ sequence }) => sequence);

async function readAllUp(query: Partial<HistoryQuery> = {}): Promise<number[]> {
  const found: number[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await read({ ...query, after });
    found.push(...sequencesOf(page));
    more = page.hasNewer;
    after = page.through;
  }
  return found;
}

async function readAllDown(query: Partial<HistoryQuery> = {}): Promise<number[]> {
  const found: number[] = [];
  for (let before: number | undefined, more = true; more; ) {
    const page = await read({ ...query, before });
    found.unshift(...sequencesOf(page));
    more = page.hasOlder;
    before = page.from + 1;
  }
  return found;
}

test.each(["from Postgres", "from the stream, while no logger runs", "from both"])(
  "pages of one subject are complete in both directions %s",
  async (where) => {
    let sequences = await publishMixed(60);
    if (where !== "from the stream, while no logger runs") await storeAll();
    if (where === "from both") {
      await logger?.stop();
      logger = undefined;
      sequences = [...sequences, ...(await publishMixed(60))];
    }
    expect(await readAllUp({ limit: 7 })).toEqual(sequences);
    expect(await readAllDown({ limit: 7 })).toEqual(sequences);
    expect(await readAllDown({ limit: 1_000 })).toEqual(sequences);
    const latest = await read({ limit: 5 });
    expect(sequencesOf(latest)).toEqual(sequences.slice(-5));
    expect(latest).toMatchObject({ from: sequences.at(-6), hasOlder: true, hasNewer: false });
    expect(latest.through).toBe(sequences.length * 3);
    expect(latest.messages[0]).toMatchObject({ place: open, envelope: { type: "text", source: "sensor" } });
    expect(latest.messages[0]?.storedAt).toMatch(/^\d{4}-.*Z$/);
  },
);

test("a range has exactly the messages inside it and claims all of it", async () => {
  const sequences = await publishMixed(40);
  await storeAll();
  await logger?.stop();
  sequences.push(...(await publishMixed(40)));
  for (const [first, last] of [
    [3, 9],
    [35, 45],
    [60, 79],
  ] as const) {
    const [after, through] = [sequences[first] ?? 0, (sequences[last] ?? 0) - 1];
    const page = await read({ after, through });
    expect(page).toMatchObject({ from: after, through, hasOlder: true, hasNewer: true });
    expect(sequencesOf(page)).toEqual(sequences.slice(first + 1, last));
  }
  const end = sequences.length * 3;
  expect(await read({ after: sequences.at(-1), through: end + 500 })).toMatchObject({
    messages: [],
    through: end,
    hasNewer: false,
  });
  expect(await read({ after: end + 9 })).toMatchObject({ messages: [], from: end + 9, through: end + 9 });
});

test("a page of a subject without messages claims the whole stream", async () => {
  await publishMixed(5);
  await world.db.channel.create({ data: { spaceId, name: "silent", visibility: "public" } });
  expect(await read({ place: { channel: "silent" } })).toEqual({
    messages: [],
    from: 0,
    through: 15,
    hasOlder: false,
    hasNewer: false,
  });
});

test("large messages make smaller pages that still claim the truth, from the stream and from Postgres", async () => {
  const sequences: number[] = [];
  for (let index = 0; index < 14; index += 1) sequences.push(await publish(open, String(index).repeat(900_000)));
  const check = async () => {
    const up = await read({ after: 0 });
    expect(up.messages.length).toBeGreaterThan(4);
    expect(up.messages.length).toBeLessThan(10);
    expect(up).toMatchObject({ hasNewer: true, through: sequences[up.messages.length - 1] });
    const down = await read();
    expect(down.messages.length).toBeLessThan(10);
    expect(down).toMatchObject({ hasOlder: true, through: 14, from: sequences[13 - down.messages.length] });
    expect(await readAllUp()).toEqual(sequences);
    expect(await readAllDown()).toEqual(sequences);
  };
  await check();
  await storeAll();
  await check();
});

test("only readers get a page, and to the others a closed place looks like none", async () => {
  await world.db.channel.create({ data: { spaceId, name: "closed" } });
  const channel = await world.db.channel.findFirstOrThrow({ where: { spaceId, name: "closed" } });
  await world.db.thread.create({ data: { channelKey: channel.key, name: "inner", isPrivate: true } });
  const context = world.context();
  for (const id of ["member", "participant"]) {
    await registerAgent(context, { spaceId, id });
    await createGroup(context, { spaceId, name: `${id}s` });
    await addMembers(context, { spaceId, group: `${id}s`, principals: [id] });
  }
  await setChannelGrants(context, { spaceId, channel: "closed", groups: ["members"] });
  await setThreadParticipants(context, { spaceId, channel: "closed", thread: "inner", groups: ["participants"] });
  const inner = { channel: "closed", thread: "inner", isPrivate: true };
  await publish({ channel: "closed" }, "c");
  await publish(inner, "i");

  expect((await read({ place: { channel: "closed" } }, "member")).messages).toHaveLength(1);
  const page = await read({ place: { channel: "closed", thread: "inner" } }, "participant");
  expect(page.messages.map(({ place }) => place)).toEqual([inner]);

  const refusal = async (place: Place, principal: string) => {
    const error = await read({ place }, principal).catch((reason: unknown) => reason);
    if (!(error instanceof AppError)) throw new Error("was not refused");
    return { code: error.code, reason: error.reason, message: error.message.replaceAll(/#[\w/]+/g, "#it") };
  };
  const closed = await refusal({ channel: "closed" }, "reader");
  expect(closed.code).toBe("FORBIDDEN");
  expect(await refusal({ channel: "nowhere" }, "reader")).toEqual(closed);
  expect(await refusal(inner, "member")).toEqual(closed);
  expect(await refusal({ channel: "closed", thread: "none" }, "member")).toEqual(closed);
  expect((await refusal({ channel: "open" }, "nobody")).message).toMatch(/no principal/);
});

test("a query that makes no sense is refused by its field", async () => {
  const fieldOf = async (query: Partial<HistoryQuery>) => {
    const error = await read(query).catch((reason: unknown) => reason);
    return error instanceof AppError ? [error.code, error.fields[0]?.path] : [];
  };
  expect(await fieldOf({ limit: 0 })).toEqual(["VALIDATION", "limit"]);
  expect(await fieldOf({ limit: 1_001 })).toEqual(["VALIDATION", "limit"]);
  expect(await fieldOf({ after: -1 })).toEqual(["VALIDATION", "after"]);
  expect(await fieldOf({ before: 3, after: 1 })).toEqual(["VALIDATION", "before"]);
  expect(await fieldOf({ since: "yesterday" })).toEqual(["VALIDATION", "since"]);
  expect(await fieldOf({ since: "2030-01-31T12:00:00Z", after: 1 })).toEqual(["VALIDATION", "since"]);
  expect(await fieldOf({ through: 3 })).toEqual(["VALIDATION", "through"]);
  expect(await fieldOf({ after: 3, through: 2 })).toEqual(["VALIDATION", "through"]);
  expect(await fieldOf({ place: { channel: "a.threads.b" } })).toEqual(["VALIDATION", "place.channel"]);
});

test("what its channel no longer keeps is not shown, though it is still stored", async () => {
  await world.db.channel.create({ data: { spaceId, name: "brief", visibility: "public", retentionMs: 60_000n } });
  await publish({ channel: "brief" }, "soon gone");
  const query = { place: { channel: "brief" } };
  const ctx = { ...world.context(), connections: world.connections };
  const later = { ...ctx, clock: { now: () => new Date(Date.now() + 61_000) } };
  const readLater = () => readHistory(later, { spaceId, principal: "reader", query });
  expect((await read(query)).messages).toHaveLength(1);
  expect((await readLater()).messages).toHaveLength(0);
  await storeAll();
  expect((await read(query)).messages).toHaveLength(1);
  expect((await readLater()).messages).toHaveLength(0);
});

test("a page begins at a time, wherever the messages are", async () => {
  const first = await publish(open, "early");
  await publish({ channel: "other" }, "o");
  await storeAll();
  await logger?.stop();
  logger = undefined;
  const [early] = (await read()).messages;
  const between = new Date(Date.parse(early?.storedAt ?? "") + 1);
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(between.getTime() + 1));
  const second = await publish(open, "late");
  const since = async (time: Date) => sequencesOf(await read({ since: time.toISOString() }));
  expect(await since(new Date(0))).toEqual([first, second]);
  expect(await since(between)).toEqual([second]);
  expect(await since(new Date(Date.now() + 60_000))).toEqual([]);
  await storeAll();
  expect(await since(between)).toEqual([second]);
  const page = await read({ since: between.toISOString() });
  expect(page).toMatchObject({ hasOlder: true, hasNewer: false });
  expect(page.from).toBeGreaterThanOrEqual(first);
});

test("what retention removed or hides is told at the beginning, and above where a reader had stopped", async () => {
  await world.db.channel.create({ data: { spaceId, name: "brief", visibility: "public", retentionMs: 60_000n } });
  const brief = { channel: "brief" };
  const sequences = [await publish(brief, "1"), await publish(brief, "2"), await publish(brief, "3")];
  await storeAll();
  const ctx = { ...world.context(), connections: world.connections };
  const readLater = (query: Partial<HistoryQuery> = {}) => {
    const later = { ...ctx, clock: { now: () => new Date(Date.now() + 61_000) } };
    return readHistory(later, { spaceId, principal: "reader", query: { place: brief, ...query } });
  };
  expect((await read({ place: brief })).removed).toBeUndefined();
  const through = sequences[2] ?? 0;
  expect((await readLater()).removed).toEqual([{ from: 0, through, reason: "retention", count: 3 }]);
  const [first = 0] = sequences;
  expect((await readLater({ after: first })).removed).toEqual([
    { from: first, through, reason: "retention", count: 2 },
  ]);
  await world.db.message.deleteMany({ where: { spaceId, sequence: { lt: through } } });
  await world.db.expiredMessages.create({
    data: { spaceId, subject: storedSubject(brief), through: BigInt(through - 1), count: 2, at: new Date() },
  });
  expect((await readLater()).removed).toEqual([{ from: 0, through, reason: "retention", count: 3 }]);
  expect((await readLater({ after: first })).removed).toEqual([{ from: first, through, reason: "retention" }]);
  expect((await readLater({ after: through })).removed).toBeUndefined();
  const page = await read({ place: brief });
  expect(page.removed).toEqual([{ from: 0, through: through - 1, reason: "retention", count: 2 }]);
});

test("what the stream lost before it was stored is told between the messages around it", async () => {
  await publish(open, "kept");
  await storeAll();
  await logger?.stop();
  logger = undefined;
  const lost = await publish(open, "lost");
  const later = await publish(open, "later");
  await (await jetstreamManager(connection)).streams.deleteMessage(channelsStream, lost);
  await storeAll();
  expect((await read()).removed).toEqual([{ from: lost - 1, through: lost, reason: "lost" }]);
  expect((await read({ after: later })).removed).toBeUndefined();
  await world.db.channel.create({ data: { spaceId, name: "young", visibility: "public" } });
  expect((await read({ place: { channel: "young" } })).removed).toBeUndefined();
});

test("while nats-server is away, what is stored can be read, and a range beyond it says that it cannot", async () => {
  const nats = await startNatsServer();
  const own = await createTestWorld(nats);
  const { spaceId: ownSpace } = await own.createSpace();
  await own.db.channel.create({ data: { spaceId: ownSpace, name: "open", visibility: "public" } });
  await registerAgent(own.context(), { spaceId: ownSpace, id: "reader" });
  const ownPublisher = createAckPublisher(await own.connections.get(ownSpace), {
    inboxPrefix: own.connections.inboxPrefix,
  });
  await ownPublisher.publish(
    "channels.open",
    JSON.stringify({ id: newId(), type: "text", source: "a", timestamp: new Date().toISOString(), payload: {} }),
  );
  const ownLogger = await startLogger(own);
  await vi.waitFor(async () => expect(await own.db.message.count()).toBe(1));
  await ownLogger.stop();
  await nats.kill();
  const ctx = { ...own.context(), connections: own.connections };
  const ask = (query: Partial<HistoryQuery>) =>
    readHistory(ctx, { spaceId: ownSpace, principal: "reader", query: { place: open, ...query } });
  expect(await ask({})).toMatchObject({ messages: [{ sequence: 1 }], from: 0, through: 1, hasNewer: true });
  expect(await ask({ after: 0, through: 1 })).toMatchObject({ through: 1 });
  await expect(ask({ after: 1, through: 5 })).rejects.toMatchObject({ code: "UNAVAILABLE" });
  ownPublisher.close();
  await nats.start();
  await own.close();
  await nats.close();
});
