import { jetstreamManager } from "@nats-io/jetstream";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type FilterContext, matches, parseFilter, printFilter } from "@/sdk/filter";
import { anyFilter, anyMessage } from "@/sdk/filter/arbitrary";
import {
  channelsStream,
  type Envelope,
  type Place,
  redactionType,
  type StoredMessage,
  storedSubject,
} from "@/sdk/protocol";
import { sql } from "@/server/db";
import { newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { createAckPublisher } from "@/server/nats";
import { addMembers, createGroup, registerAgent, setThreadParticipants } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { readHistory } from "../read-history";
import { conditionsOf } from "./conditions";
import { indexTermsOf, tsqueriesOf } from "./index-terms";
import type { SearchInput } from "./input";
import { findRows, findSequenceAt, findWords, scanRows } from "./repository";
import { searchMessages } from "./search-messages";
import { stretchTerms } from "./walk";

let world: TestWorld;
let spaceId: string;
let logger: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  await registerAgent(world.context(), { spaceId, id: "ada" });
});
afterEach(() => stopLogger());

async function stopLogger() {
  await logger?.stop();
  logger = undefined;
}

const context = () => ({ ...world.context(), connections: world.connections });

async function publish(messages: readonly { place: Place; envelope: Envelope }[]): Promise<number[]> {
  const connection = await world.connections.get(spaceId);
  const publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
  const sequences: number[] = [];
  for (const { place, envelope } of messages) {
    sequences.push((await publisher.publish(storedSubject(place), JSON.stringify(envelope))).sequence);
  }
  publisher.close();
  return sequences;
}

function saying(text: string, place: Place = { channel: "open" }, more: Partial<Envelope> = {}) {
  const timestamp = new Date().toISOString();
  const envelope: Envelope = { id: newId(), type: "text", source: "sensor", timestamp, payload: { text }, ...more };
  return { place, envelope };
}

function redacting(sequence: number, place: Place = { channel: "open" }) {
  return saying("", place, { type: redactionType, payload: { data: { sequence, reason: "Not for here." } } });
}

async function storeAll() {
  const { state } = await (await jetstreamManager(await world.connections.get(spaceId))).streams.info(channelsStream);
  logger ??= await startLogger(world);
  await vi.waitFor(
    async () => {
      const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(position?.sequence)).toBe(state.last_seq);
    },
    { timeout: 20_000 },
  );
}

function addChannel(name: string, data: object = {}) {
  return world.db.channel.create({ data: { spaceId, name, visibility: "public", ...data } });
}

function search(query: string, more: Partial<SearchInput> = {}) {
  return searchMessages(context(), { spaceId, principal: "ada", query, ...more });
}

async function textsOf(query: string, more: Partial<SearchInput> = {}): Promise<string[]> {
  return (await search(query, more)).hits.map(({ excerpt }) => excerpt.text);
}

async function readAll(place: Place): Promise<StoredMessage[]> {
  const page = await readHistory(context(), { spaceId, principal: "ada", query: { place, limit: 1_000 } });
  return page.messages;
}

test("search finds exactly what the live filter matches, by looking at each message and by the index", async () => {
  const messages = fc.sample(anyMessage, { numRuns: 300, seed: 7 });
  messages.sort((one, other) => one.storedAt.localeCompare(other.storedAt));
  const places = new Map(messages.map(({ place }) => [storedSubject(place), place]));
  for (const channel of new Set(messages.map(({ place }) => place.channel))) {
    const { key } = await addChannel(channel);
    const threads = [...places.values()].filter((place) => place.channel === channel && place.thread !== undefined);
    await world.db.thread.createMany({ data: threads.map(({ thread = "" }) => ({ channelKey: key, name: thread })) });
  }
  const sequences = await publish(messages);
  const redacted = messages.flatMap(({ place }, index) =>
    index % 11 === 0 ? [redacting(sequences[index] ?? 0, place)] : [],
  );
  await publish(redacted);
  await storeAll();
  await world.db
    .$executeRaw`UPDATE "Message" SET "storedAt" = "sentAt" WHERE "spaceId" = ${spaceId} AND type <> ${redactionType}`;
  const now = new Date("2026-03-10T12:00:00Z");
  const shown = (await Promise.all([...places.values()].map(readAll))).flat();
  const filterContext: FilterContext = { me: { id: "ada", groups: [] }, now };
  const scope = [
    {
      subjects: ["sensors", "sensors.anomaly", "ops"].map((channel) => storedSubject({ channel })),
      storedSince: undefined,
    },
  ];
  let indexed = 0;

  const property = fc.asyncProperty(anyFilter, async (filter) => {
    const expected = shown
      .filter((message) => matches(filter, message, filterContext))
      .map(({ sequence }) => sequence)
      .sort((one, other) => other - one);
    const at = { ...context(), clock: { now: () => now } };
    const found = await searchMessages(at, { spaceId, principal: "ada", query: printFilter(filter), limit: 100 });
    expect(found.hits.map(({ sequence }) => sequence)).toEqual(expected.slice(0, 100));
    const whole = { from: 0, to: 100_000 };
    const places = scope.map((part) => ({
      ...part,
      subjects: part.subjects.filter((subject) =>
        filter.terms.every(
          (term) => term.kind !== "in" || term.values.includes(subject.slice("channels.".length)) !== term.isNegated,
        ),
      ),
    }));
    const wanted = { spaceId, conditions: conditionsOf(filter, places, filterContext), ...whole, limit: 1_000 };
    expect(await scanRows(world.db, wanted, 5_000)).toEqual(expected);
    const terms = await indexTermsOf(filter, places, filterContext, (part) =>
      findWords(world.db, { spaceId, part, limit: 1_000 }, 5_000),
    );
    if (terms.some((list) => list.length === 0)) {
      expect(expected).toEqual([]);
      return;
    }
    const tsqueries = tsqueriesOf([...terms, stretchTerms(spaceId, whole)]);
    indexed += 1;
    expect(await findRows(world.db, { ...wanted, tsqueries }, 5_000)).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 150, seed: 11 });
  expect(indexed).toBeGreaterThan(60);
}, 180_000);

test("what data holds is found by the index, also where the text was cut before it or nothing reads so deep", async () => {
  await addChannel("open");
  const said = (text: string, data: unknown) => saying(text, { channel: "open" }, { payload: { text, data } });
  const nested = (depth: number): unknown => (depth === 0 ? "Pump 3" : { a: nested(depth - 1) });
  const sequences = await publish([
    said("short", { pin: 4711, at: "Pump 3" }),
    said("short", { pin: 4712, at: "pump 3" }),
    said("long ".repeat(6_000), { pin: 4711 }),
    said("many", { list: Array.from({ length: 6_000 }, () => 1), pin: 4711 }),
    said("deep", nested(40)),
    said("other", { pin: "4711" }),
  ]);
  await storeAll();
  const [short, , long, many, deep, other] = sequences;
  const filterContext: FilterContext = { me: { id: "ada", groups: [] }, now: new Date() };
  const scope = [{ subjects: ["channels.open"], storedSince: undefined }];
  for (const [query, terms, expected] of [
    ["json.pin=4711", 1, [other, many, long, short]],
    ["json.pin=47.11e2", 1, [many, long, short]],
    ['json.at="Pump 3"', 1, [short]],
    [`json.${Array(40).fill("a").join(".")}="Pump 3"`, 0, [deep]],
    ["json.pin=*", 0, undefined],
    ["json.pin=true", 0, []],
  ] as const) {
    const { filter } = parseFilter(query);
    const lists = await indexTermsOf(filter, [], filterContext, async () => undefined);
    const named = lists.filter((list) => list.length > 0);
    expect(named, query).toHaveLength(terms);
    const whole = { from: 0, to: 100_000, limit: 10 };
    const tsqueries = tsqueriesOf([...named, stretchTerms(spaceId, whole)]);
    const conditions = conditionsOf(filter, scope, filterContext);
    const found = await findRows(world.db, { spaceId, conditions, ...whole, tsqueries }, 5_000);
    if (expected) expect(found, query).toEqual(expected);
    expect((await search(query)).hits.map(({ sequence }) => sequence)).toEqual(found);
  }
});

test("parts of words are found, in any case, and phrases across lines", async () => {
  await addChannel("open");
  await publish([saying("The Anomaly detector\n woke up"), saying("100% sure_fire")]);
  await storeAll();
  for (const query of ["NOMAL", '"detector woke"', "anomaly DETECT", "100%", "e_f", "-pump anomaly"]) {
    expect(await textsOf(query)).toHaveLength(1);
  }
  for (const query of ["anomalies", '"woke detector"', "100_", "e.f", "anomaly -woke"])
    expect(await textsOf(query)).toEqual([]);
});

test("of a phrase, the first word may begin earlier and the last one go on, and only those", async () => {
  await addChannel("open");
  await publish([saying("detector woke"), saying("detected detection tectonic")]);
  await storeAll();
  const listsOf = (query: string) =>
    indexTermsOf(parseFilter(query).filter, [], { me: { id: "ada", groups: [] }, now: new Date() }, (part) =>
      findWords(world.db, { spaceId, part, limit: 10 }, 5_000),
    );
  expect((await listsOf('"tector woke"')).slice(0, -1)).toEqual([["detector"], ["woke"]]);
  expect((await listsOf('"tect detection tect"')).slice(0, -1)).toEqual([[], ["detection"], ["tectonic"]]);
  expect((await listsOf("tect"))[0]?.toSorted()).toEqual(["detected", "detection", "detector", "tectonic"]);
  expect(await textsOf('"tector woke"')).toEqual(["detector woke"]);
  expect(await textsOf('"cted detection tect"')).toEqual(["detected detection tectonic"]);
  expect(await textsOf('"tected detect"')).toEqual(["detected detection tectonic"]);
  expect(await textsOf('"detect detection"')).toEqual([]);
});

test("only what the principal may read is found, archived places included", async () => {
  await addChannel("open");
  await addChannel("closed", { visibility: "private" });
  const old = await addChannel("old", { visibility: "private", state: "Archived" });
  const ada = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "ada" } } });
  await world.db.channelRole.create({
    data: { channelKey: old.key, principalKey: ada.key, role: "member", origin: "admin" },
  });
  const ctx = world.context();
  await createGroup(ctx, { spaceId, name: "Few" });
  const { key: channelKey } = await world.db.channel.findUniqueOrThrow({
    where: { spaceId_name: { spaceId, name: "closed" } },
  });
  for (const name of ["ours", "theirs", "gone"]) {
    await world.db.thread.create({ data: { channelKey, name, isPrivate: true } });
  }
  await setThreadParticipants(ctx, { spaceId, channel: "closed", thread: "ours", groups: ["Few"] });
  await setThreadParticipants(ctx, { spaceId, channel: "closed", thread: "gone", groups: ["Few"] });
  await addMembers(ctx, { spaceId, group: "Few", principals: ["ada"] });
  await world.db.thread.updateMany({ where: { name: "gone" }, data: { state: "Archived" } });
  await publish([
    saying("word in open"),
    saying("word in closed", { channel: "closed" }),
    saying("word in a thread of closed", { channel: "closed", thread: "talk" }),
    saying("word in ours", { channel: "closed", thread: "ours", isPrivate: true }),
    saying("word in theirs", { channel: "closed", thread: "theirs", isPrivate: true }),
    saying("word in gone", { channel: "closed", thread: "gone", isPrivate: true }),
    saying("word in old", { channel: "old" }),
    saying("word in a thread that is not there", { channel: "open", thread: "nowhere" }),
  ]);
  await storeAll();
  const found = ["word in old", "word in gone", "word in ours", "word in open"];
  expect(await textsOf("word")).toEqual(found);
  expect(await textsOf("word in:closed")).toEqual(["word in gone", "word in ours"]);
  expect(await textsOf("word -in:closed")).toEqual(["word in old", "word in open"]);
  await expect(search("word", { principal: "nobody" })).resolves.toMatchObject({ hits: [] });
});

test("what a channel keeps no longer is not found, though it is still stored", async () => {
  await addChannel("open", { retentionMs: 3_600_000n });
  await publish([saying("word of yesterday"), saying("word of now")]);
  await storeAll();
  await world.db
    .$executeRaw`UPDATE "Message" SET "storedAt" = now() - interval '1 day' WHERE "spaceId" = ${spaceId} AND text LIKE '%yesterday'`;
  expect(await textsOf("word")).toEqual(["word of now"]);
});

test("a redacted message is never found by what it said, nor told from others by what it did not, stored or not", async () => {
  await addChannel("open");
  const [first = 0, second = 0] = await publish([
    saying("the secret word", undefined, { mentions: ["ada"], payload: { text: "the secret word", data: { pin: 7 } } }),
    saying("another secret"),
  ]);
  await publish([redacting(first)]);
  await storeAll();
  await stopLogger();
  await publish([redacting(second)]);
  for (const query of ["secret", "mentions:me", "json.pin=*", "json.pin=7", '"the secret"'])
    expect(await textsOf(query)).toEqual([]);
  for (const query of ["from:sensor", "-secret", "-mentions:me", "-json.pin=7"]) {
    const { hits } = await search(query);
    // The second one was stored before its redaction: to the database it still says what it said.
    expect(hits.find(({ sequence }) => sequence === first)).toMatchObject({
      excerpt: { text: "" },
      redaction: { by: "sensor" },
    });
  }
});

test("pages go on where the one before ended, without a gap or a message twice, and say how far they looked", async () => {
  await addChannel("open");
  await publish(Array.from({ length: 60 }, (_, index) => saying(index % 2 ? `odd ${index}` : `even ${index}`)));
  await storeAll();
  const found: string[] = [];
  let before: number | undefined;
  const examined: number[] = [];
  do {
    const page = await search("odd", { limit: 7, ...(before && { before }) });
    found.push(...page.hits.map(({ excerpt }) => excerpt.text));
    examined.push(page.examined.messages);
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(found).toEqual(Array.from({ length: 30 }, (_, index) => `odd ${59 - 2 * index}`));
  expect(examined.reduce((sum, count) => sum + count)).toBe(60);
  expect(examined[0]).toBe(13);
});

test("a step that takes longer than it may is given up, by looking and by the index, and the next one is not limited by it", async () => {
  await addChannel("open");
  await publish([saying("word")]);
  await storeAll();
  const slowly = sql`(SELECT count(*) FROM generate_series(m.sequence, m.sequence + 100000000)) > 0`;
  const wanted = { spaceId, from: 0, to: 100_000, limit: 10 };
  const tsqueries = tsqueriesOf([["word"], stretchTerms(spaceId, wanted)]);
  expect(await scanRows(world.db, { ...wanted, conditions: slowly }, 20)).toBeUndefined();
  expect(await findRows(world.db, { ...wanted, conditions: slowly, tsqueries }, 20)).toBeUndefined();
  expect(await findRows(world.db, { ...wanted, conditions: sql`true`, tsqueries }, 20_000)).toHaveLength(1);
});

test("times narrow down where to look, to the message", async () => {
  await addChannel("open");
  const sequences = await publish(Array.from({ length: 40 }, (_, index) => saying(`word ${index}`)));
  await storeAll();
  await world.db.$executeRaw`
    UPDATE "Message" SET "storedAt" = timestamptz '2026-03-01T00:00:00Z' + (sequence - ${sequences[0]}) * interval '1 hour' WHERE "spaceId" = ${spaceId}`;
  const { hits, examined, next } = await search("word during:2026-03-02");
  expect(hits.map(({ excerpt }) => excerpt.text)).toEqual(
    Array.from({ length: 16 }, (_, index) => `word ${39 - index}`),
  );
  expect(examined).toEqual({ messages: 16, through: "2026-03-02T00:00:00.000Z" });
  expect(next).toBeNull();
  for (const [at, expected] of [
    ["2026-02-01", 0],
    ["2026-03-01T05:30:00Z", 6],
    ["2027-01-01", 40],
  ] as const) {
    expect(await findSequenceAt(world.db, spaceId, new Date(at))).toBe((sequences[0] ?? 0) + expected);
  }
});

test("an exchange is found by its id, and an excerpt marks what was looked for", async () => {
  await addChannel("open");
  await publish([
    saying("pump 3 failed", undefined, { correlationId: "case-1" }),
    saying("pump 4", undefined, { correlationId: "case-2" }),
  ]);
  await storeAll();
  await registerAgent(world.context(), { spaceId, id: "sensor", displayName: "The sensor" });
  const { hits, senders } = await search("correlation:case-1 pump");
  expect(senders).toEqual([{ id: "sensor", kind: "agent", displayName: "The sensor" }]);
  expect(hits).toMatchObject([
    { place: { channel: "open" }, type: "text", source: "sensor", excerpt: { text: "pump 3 failed", marks: [[0, 4]] } },
  ]);
});

test("a query that makes no sense is refused with what to write instead", async () => {
  await expect(search("form:detector status:1")).rejects.toMatchObject({
    code: "VALIDATION",
    fields: [
      { path: "query", message: expect.stringContaining("from:detector") },
      { path: "query", message: expect.stringContaining('"status:1"') },
    ],
  });
  await expect(search("x", { zone: "Mars/Olympus" })).rejects.toMatchObject({ fields: [{ path: "zone" }] });
});
