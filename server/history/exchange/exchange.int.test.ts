import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { channelsStream, type Envelope, type Place, redactionType, storedSubject } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { type AckPublisher, createAckPublisher } from "@/server/nats";
import { addMembers, createGroup, registerAgent, setChannelGrants, setThreadParticipants } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { readExchange } from "./read-exchange";
import type { Exchange } from "./view";

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
  const ctx = world.context();
  const { key: channelKey } = await world.db.channel.create({ data: { spaceId, name: "open", visibility: "public" } });
  await world.db.thread.create({ data: { channelKey, name: "inside" } });
  await world.db.thread.create({ data: { channelKey, name: "secret", isPrivate: true } });
  await world.db.channel.create({ data: { spaceId, name: "closed", visibility: "private" } });
  for (const id of ["reader", "insider"]) await registerAgent(ctx, { spaceId, id, displayName: `The ${id}` });
  await createGroup(ctx, { spaceId, name: "insiders" });
  await addMembers(ctx, { spaceId, group: "insiders", principals: ["insider"] });
  await setThreadParticipants(ctx, { spaceId, channel: "open", thread: "secret", groups: ["insiders"] });
  await setChannelGrants(ctx, { spaceId, channel: "closed", groups: ["insiders"] });
});
afterEach(async () => {
  publisher.close();
  await logger?.stop();
  logger = undefined;
});

const open: Place = { channel: "open" };
const inside: Place = { channel: "open", thread: "inside" };
const secret: Place = { channel: "open", thread: "secret", isPrivate: true };
const closed: Place = { channel: "closed" };

async function say(place: Place, given: Partial<Envelope> = {}): Promise<Envelope & { sequence: number }> {
  const envelope: Envelope = {
    id: newId(),
    type: "text",
    source: "insider",
    timestamp: new Date().toISOString(),
    payload: { text: "said" },
    ...given,
  };
  const { sequence } = await publisher.publish(storedSubject(place), JSON.stringify(envelope));
  return { ...envelope, sequence };
}

function read(correlationId: string, more: { before?: number; limit?: number } = {}, principal = "reader") {
  const ctx = { ...world.context(), connections: world.connections };
  return readExchange(ctx, { spaceId, principal, correlationId, ...more });
}

async function storeAll() {
  const { state } = await (await jetstreamManager(connection)).streams.info(channelsStream);
  logger ??= await startLogger(world);
  await vi.waitFor(
    async () => {
      const position = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(position?.sequence)).toBe(state.last_seq);
    },
    { timeout: 20_000 },
  );
}

const outline = ({ messages }: Exchange) =>
  messages.map(({ sequence, cause }) => [sequence, cause?.state ?? null] as const);

describe.each(["stored", "in the stream alone", "half stored"])("an exchange that is %s", (where) => {
  test("holds what names it, what it is named after and what that caused, in every place that can be read", async () => {
    const question = await say(open, { payload: { text: "Why is it\n  warm?" } });
    const call = await say(inside, {
      type: "tool.call",
      correlationId: question.id,
      causationId: question.id,
      payload: { data: { tool: "search_web", arguments: {} } },
    });
    if (where === "half stored") await storeAll().then(() => logger?.stop());
    const result = await say(inside, {
      type: "tool.result",
      correlationId: question.id,
      causationId: call.id,
      payload: { data: { tool: "search_web", error: "timeout" } },
    });
    await say(open, { payload: { text: "something else" } });
    const silent = await say(open, { causationId: result.id, destination: ["reader"] });
    if (where === "stored") await storeAll();

    const exchange = await read(question.id);
    expect(outline(exchange)).toEqual([
      [question.sequence, null],
      [call.sequence, "linked"],
      [result.sequence, "linked"],
      [silent.sequence, "linked"],
    ]);
    expect(exchange).toMatchObject({ correlationId: question.id, next: null, isCurrent: true });
    expect(exchange.messages[0]).toMatchObject({ excerpt: "Why is it warm?", place: open, isError: false });
    expect(exchange.messages[1]).toMatchObject({ type: "tool.call", tool: "search_web", cause: { id: question.id } });
    expect(exchange.messages[1]?.place).toEqual({ channel: "open", thread: "inside", isPrivate: false });
    expect(exchange.messages[2]).toMatchObject({ tool: "search_web", isError: true });
    expect(exchange.participants).toEqual([
      { id: "insider", kind: "agent", displayName: "The insider" },
      { id: "reader", kind: "agent", displayName: "The reader" },
    ]);
    // Any message of it leads to it.
    expect(await read(silent.id)).toEqual(exchange);
    expect(await read(call.id)).toEqual(exchange);
  });

  test("tells of what the reader may not see only where something they see names it", async () => {
    const question = await say(open);
    const correlationId = question.id;
    const hidden = await say(secret, { correlationId, causationId: question.id, payload: { text: "the password" } });
    await say(closed, { correlationId, causationId: hidden.id });
    const answer = await say(open, { correlationId, causationId: hidden.id });
    await say(secret, { causationId: question.id });
    if (where !== "in the stream alone") await storeAll();

    const seen = await read(correlationId);
    expect(outline(seen)).toEqual([
      [question.sequence, null],
      [answer.sequence, "hidden"],
    ]);
    expect(JSON.stringify(seen)).not.toContain("password");
    expect(seen.messages[1]?.cause).toEqual({ id: hidden.id, state: "hidden" });
    expect(outline(await read(correlationId, {}, "insider"))).toHaveLength(5);

    // Of what is all closed nothing is said, whatever it is asked by.
    const elsewhere = newId();
    const sealed = await say(closed, { correlationId: elsewhere });
    if (where !== "in the stream alone") await storeAll();
    for (const name of [elsewhere, sealed.id, hidden.id, newId()]) {
      const { messages, participants, next } = await read(name);
      expect(messages.filter(({ place }) => place.channel === "closed" || place.isPrivate)).toEqual([]);
      if (name !== hidden.id)
        expect({ messages, participants, next }).toEqual({ messages: [], participants: [], next: null });
    }
  });

  test("marks links that are broken: to nothing, to what came later, round and round, to itself", async () => {
    const correlationId = newId();
    const [first, second, selfish, future] = [newId(), newId(), newId(), newId()];
    const messages = [
      await say(open, { correlationId, id: first, causationId: second }),
      await say(open, { correlationId, id: second, causationId: first }),
      await say(open, { correlationId, id: selfish, causationId: selfish }),
      await say(open, { correlationId, causationId: newId() }),
      await say(open, { correlationId, causationId: "not an id" }),
      await say(open, { correlationId, causationId: future }),
      await say(open, { correlationId, id: future }),
    ];
    if (where !== "in the stream alone") await storeAll();
    const states = ["cycle", "linked", "cycle", "missing", "missing", "later", null];
    expect(outline(await read(correlationId))).toEqual(
      messages.map(({ sequence }, index) => [sequence, states[index]]),
    );
  });
});

test("a cause in another exchange is shown as such, with the way to it", async () => {
  const correlationId = newId();
  const cause = await say(open, { correlationId: "an earlier one" });
  const effect = await say(open, { correlationId, causationId: cause.id });
  const { messages } = await read(correlationId);
  expect(messages.map(({ sequence, outside }) => [sequence, outside])).toEqual([
    [cause.sequence, "an earlier one"],
    [effect.sequence, undefined],
  ]);
});

test("a message whose channel keeps nothing so old is missing, and a removed one too", async () => {
  await world.db.channel.create({ data: { spaceId, name: "brief", visibility: "public", retentionMs: 3_600_000n } });
  const old = await say({ channel: "brief" });
  const gone = await say(open);
  const correlationId = newId();
  const effects = [
    await say(open, { correlationId, causationId: old.id }),
    await say(open, { correlationId, causationId: gone.id }),
  ];
  await storeAll();
  const at = (sequence: number) => ({ spaceId_sequence: { spaceId, sequence: BigInt(sequence) } });
  expect((await read(correlationId)).messages).toHaveLength(4);
  await world.db.message.update({ where: at(old.sequence), data: { storedAt: new Date(Date.now() - 7_200_000) } });
  await world.db.message.delete({ where: at(gone.sequence) });
  expect(outline(await read(correlationId))).toEqual(effects.map(({ sequence }) => [sequence, "missing"]));
});

test("of a redacted message nothing is shown that it said, before the logger has heard of it and after", async () => {
  const correlationId = newId();
  const spoken = await say(open, { correlationId, payload: { text: "a secret" } });
  await say(open, {
    type: redactionType,
    correlationId,
    payload: { data: { sequence: spoken.sequence, reason: "Spilled." } },
  });
  for (const isStored of [false, true]) {
    if (isStored) await storeAll();
    const { messages } = await read(correlationId);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ excerpt: "", redaction: { by: "insider", reason: "Spilled." } });
  }
});

test("a long exchange is read in pages from its end, with what it began with on each", async () => {
  const root = await say(open);
  const sequences: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    sequences.push((await say(n % 3 ? open : secret, { correlationId: root.id, causationId: root.id })).sequence);
    if (n === 6) await storeAll().then(() => logger?.stop());
  }
  const readable = sequences.filter((_, n) => n % 3);
  const pages: number[][] = [];
  for (let before: number | undefined, more = true; more; ) {
    const { messages, next } = await read(root.id, { limit: 4, ...(before !== undefined && { before }) });
    pages.push(messages.map(({ sequence }) => sequence));
    more = next !== null;
    before = next ?? undefined;
  }
  expect(pages).toEqual([
    [root.sequence, ...readable.slice(-4)],
    [root.sequence, ...readable.slice(0, -4)],
  ]);
});

test("what is wrong with the question is named", async () => {
  await expect(read("")).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "correlationId" }] });
  await expect(read("x", { limit: 501 })).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "limit" }] });
});
