import { headers } from "@nats-io/nats-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  agentInboxSubject,
  type Envelope,
  inboxHeaders,
  natsHeaders,
  type Place,
  redactionType,
  storedSubject,
} from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { newId } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { type AckPublisher, createAckPublisher, type SpaceConnections } from "@/server/nats";
import { addMembers, createGroup, ensurePerson, setPrincipalDisabled } from "@/server/policy";
import { addAgent, addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { countUnread, listForMe, listThreads, markAllRead, markRead, readPlace, setLevel } from "./index";

let world: TestWorld;
let logger: { stop(): Promise<void> };
let spaceId: string;
let publisher: AckPublisher;
let ctx: ServiceContext & { connections: SpaceConnections };
/** Ids of people, each of whom was here before anything was said. */
let ann: string;
let bob: string;

const lab: Place = { channel: "lab" };
const closed: Place = { channel: "closed" };
const talk: Place = { channel: "lab", thread: "talk" };

beforeAll(async () => {
  world = await createTestWorld();
  logger = await startLogger(world);
  ctx = { ...world.context(), connections: world.connections };
});
afterAll(async () => {
  await logger?.stop();
  await world?.close();
});

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  const connection = await world.connections.get(spaceId);
  publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
  await addAgent(world.db, spaceId, "detector");
  await addChannel(world.db, spaceId, { name: "lab", visibility: "public", threads: [{ name: "talk" }] });
  [ann, bob] = [await person("ann"), await person("bob")];
  await addChannel(world.db, spaceId, { name: "closed", members: [ann] });
  for (const principal of [ann, bob]) await countUnread(ctx, { spaceId, principal });
  return () => publisher.close();
});

async function person(name: string): Promise<string> {
  const email = `${world.unique(name)}@example.org`;
  const user = await world.db.user.create({ data: { email, name } });
  return (await ensurePerson(world.context(), { spaceId, userId: user.id })).id;
}

async function say(place: Place, more: Partial<Envelope> & { text?: string } = {}): Promise<number> {
  const { text = "hello", ...rest } = more;
  const timestamp = new Date().toISOString();
  const envelope = { id: newId(), type: "text", source: "detector", timestamp, payload: { text }, ...rest };
  const header = headers();
  header.set(natsHeaders.messageId, envelope.id);
  return (await publisher.publish(storedSubject(place), JSON.stringify(envelope), header)).sequence;
}

/** Until everything up to there is stored. */
async function stored(sequence: number): Promise<number> {
  await vi.waitFor(
    async () => {
      const row = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(row?.sequence ?? 0)).toBeGreaterThanOrEqual(sequence);
    },
    { timeout: 40_000, interval: 20 },
  );
  return sequence;
}

const told = async (...args: Parameters<typeof say>) => stored(await say(...args));

const counts = async (principal: string) => {
  const { forMe, threads, places } = await countUnread(ctx, { spaceId, principal });
  return { forMe, threads, traffic: Object.fromEntries(places.map(({ subject, unread }) => [subject, unread])) };
};
const forMe = async (principal: string) =>
  (await listForMe(ctx, { spaceId, principal })).items.map(
    ({ kind, isRead, message }) => `${kind}${isRead ? " read" : ""}: ${message.envelope.payload.text ?? "(nothing)"}`,
  );

test("what names somebody, a group of theirs, those who are here or addresses them is for them, once and for the most direct reason", async () => {
  await createGroup(ctx, { spaceId, name: "Night shift" });
  await addMembers(ctx, { spaceId, group: "Night shift", principals: [ann, "detector"] });
  await world.db.principal.updateMany({ where: { spaceId, id: bob }, data: { connections: 1 } });
  await say(lab, { text: "named", mentions: [ann, "group:Night shift", "here"] });
  await say(lab, { text: "group", mentions: ["group:Night shift"] });
  await say(lab, { text: "here", mentions: ["here"] });
  await say(lab, { text: "asked", type: "approval.request", destination: [ann, "detector"] });
  await told(lab, { text: "nobody", mentions: ["detector", "group:Unknown"] });
  expect(await forMe(ann)).toEqual(["addressed: asked", "group: group", "direct: named"]);
  expect(await forMe(bob)).toEqual(["here: here", "here: named"]);
  expect(await counts(ann)).toEqual({ forMe: 3, threads: 0, traffic: { "channels.lab": 5 } });
});

test("nobody is told of their own messages, and they are no traffic", async () => {
  await told(lab, { source: ann, mentions: [ann, bob], destination: [ann] });
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: {} });
  expect(await forMe(bob)).toEqual(["direct: hello"]);
});

test("10,000 messages of agents change what is for somebody by zero, and the count says only that they are many", async () => {
  await Promise.all(Array.from({ length: 10_000 }, (_, index) => say(lab, { text: `${index}` }).catch(() => 0)));
  await told(lab);
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: { "channels.lab": 100 } });
  expect(await forMe(ann)).toEqual([]);
});

test("who comes for the first time has missed nothing yet, and a channel made later is new to them", async () => {
  await told(lab);
  const eve = await person("eve");
  expect((await counts(eve)).traffic).toEqual({});
  await addChannel(world.db, spaceId, { name: "later", visibility: "public" });
  await told({ channel: "later" });
  expect((await counts(eve)).traffic).toEqual({ "channels.later": 1 });
});

test("what is for somebody comes to their open pages as it is stored", async () => {
  const connection = await world.connections.get(spaceId);
  const arrived: string[] = [];
  const subscription = connection.subscribe(agentInboxSubject(ann), {
    callback: (_error, message) => {
      const { payload } = message.json<Envelope>();
      arrived.push(
        `${message.headers?.get(inboxHeaders.reason)} ${message.headers?.get(inboxHeaders.place)} ${payload.text}`,
      );
    },
  });
  await connection.flush();
  await say(lab, { text: "nothing" });
  await told(lab, { text: "asked", destination: [ann] });
  await vi.waitFor(() => expect(arrived).toEqual(["addressed channels.lab asked"]));
  subscription.unsubscribe();
});

test("what was read is read everywhere and announced, and never taken back", async () => {
  const announced: string[][] = [];
  const first = await told(lab, { mentions: [ann] });
  const end = world.bus.subscribe("attention.changed", ({ principals }) => announced.push(principals));
  const last = await say(lab);
  await stored(last);
  expect(await readPlace(ctx, { spaceId, principal: ann, place: lab })).toMatchObject({ firstUnread: first });
  await markRead(ctx, { spaceId, principal: ann, place: lab, through: first });
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: { "channels.lab": 1 } });
  await vi.waitFor(() => expect(announced).toEqual([[ann]]));
  await markRead(ctx, { spaceId, principal: ann, place: lab, through: last });
  await markRead(ctx, { spaceId, principal: ann, place: lab, through: first });
  end();
  expect(await readPlace(ctx, { spaceId, principal: ann, place: lab })).toEqual({
    readThrough: last,
    firstUnread: null,
    level: "default",
  });
  expect(await forMe(ann)).toEqual(["direct read: hello"]);
  expect((await counts(bob)).traffic, "what others have read is their own").toEqual({ "channels.lab": 2 });
});

test("what is for somebody and was jumped over stays unread", async () => {
  const above = await say(lab, { text: "above", mentions: [ann] });
  const seen = await told(lab, { text: "seen", mentions: [ann] });
  await markRead(ctx, { spaceId, principal: ann, place: lab, from: above + 1, through: seen });
  expect(await counts(ann)).toEqual({ forMe: 1, threads: 0, traffic: { "channels.lab": 0 } });
  expect(await forMe(ann)).toEqual(["direct: above", "direct read: seen"]);
  await markRead(ctx, { spaceId, principal: ann, place: lab, from: above, through: above });
  expect((await counts(ann)).forMe).toBe(0);
});

test("a message that was seen before it was stored is stored as read", async () => {
  const next = (await told(lab)) + 1;
  await markRead(ctx, { spaceId, principal: ann, place: lab, through: next });
  expect(await told(lab, { mentions: [ann] })).toBe(next);
  expect(await forMe(ann)).toEqual(["direct read: hello"]);
});

test("everything can be read at once, of a place and of all", async () => {
  await told(lab, { mentions: [ann] });
  await markRead(ctx, { spaceId, principal: ann, place: lab });
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: {} });
  await say(closed, { mentions: [ann] });
  await told(lab, { mentions: [ann] });
  await markAllRead(ctx, { spaceId, principal: ann });
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: {} });
  await told(lab, { mentions: [ann] });
  expect(await counts(ann)).toEqual({ forMe: 1, threads: 0, traffic: { "channels.lab": 1 } });
});

test("who cannot read a place is not told of it, and what can no longer be read has left", async () => {
  await told(closed, { mentions: [bob, "here"], destination: [bob] });
  expect(await counts(bob)).toEqual({ forMe: 0, threads: 0, traffic: {} });
  await told(closed, { mentions: [ann] });
  expect(await forMe(ann)).toEqual(["direct: hello"]);
  const channel = await world.db.channel.findFirstOrThrow({ where: { spaceId, name: "closed" } });
  await world.db.channelRole.deleteMany({ where: { channelKey: channel.key } });
  expect(await forMe(ann)).toEqual([]);
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: {} });
  for (const attempt of [markRead(ctx, { spaceId, principal: ann, place: closed, through: 1 })]) {
    await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

test("of a redacted message nothing is shown that it said", async () => {
  const sequence = await told(lab, { text: "a secret", mentions: [ann] });
  await told(lab, { type: redactionType, payload: { data: { sequence, reason: "spam" } } });
  const { items } = await listForMe(ctx, { spaceId, principal: ann });
  expect(items[0]?.sender).toEqual({ displayName: "detector", kind: "agent" });
  expect(items).toMatchObject([{ message: { sequence, redaction: { by: "detector", reason: "spam" } } }]);
  expect(JSON.stringify(items)).not.toContain("a secret");
  expect((await counts(ann)).traffic, "a redaction itself is no traffic").toEqual({ "channels.lab": 1 });
});

test("whom a message is for, its new version says", async () => {
  const replaces = await told(lab, { text: "ann, look", mentions: [ann] });
  expect(await forMe(ann)).toEqual(["direct: ann, look"]);
  await told(lab, { text: "bob, look", mentions: [bob], replaces });
  expect([await forMe(ann), await forMe(bob)]).toEqual([[], ["direct: bob, look"]]);
});

test("what a channel no longer keeps is neither counted nor listed", async () => {
  await told(lab, { mentions: [ann] });
  await world.db.channel.updateMany({ where: { spaceId, name: "lab" }, data: { retentionMs: 60_000n } });
  const later = { now: () => new Date(Date.now() + 61_000) };
  const read = await countUnread({ ...ctx, clock: later }, { spaceId, principal: ann });
  expect(read).toEqual({ forMe: 0, threads: 0, places: [] });
  expect((await listForMe({ ...ctx, clock: later }, { spaceId, principal: ann })).items).toEqual([]);
});

test("who writes in a thread follows it, and is told of it once until they have read it", async () => {
  await told(talk, { source: ann, text: "mine" });
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: { "channels.lab.threads.talk": 0 } });
  const first = await say(talk, { text: "first" });
  for (let count = 0; count < 50; count += 1) await say(talk, { text: `${count}` });
  const last = await told(talk, { text: "last" });
  expect(await counts(ann)).toMatchObject({ forMe: 1, threads: 1, traffic: { "channels.lab.threads.talk": 52 } });
  expect(await forMe(ann)).toEqual(["thread: first"]);
  expect((await counts(bob)).traffic, "others see that there is something").toEqual({ "channels.lab.threads.talk": 1 });
  const page = await listThreads(ctx, { spaceId, principal: ann });
  expect(page).toMatchObject({
    threads: [{ place: talk, unread: 52, forMe: 1, last: { message: { sequence: last } } }],
  });
  await markRead(ctx, { spaceId, principal: ann, place: talk, from: first + 1, through: last });
  expect(await counts(ann)).toMatchObject({ forMe: 0, threads: 0 });
  await told(talk, { text: "again" });
  expect(await forMe(ann)).toEqual(["thread: again", "thread read: first"]);
});

test("threads with something unread come first, then the others by their newest message, page by page", async () => {
  const channel = await world.db.channel.findFirstOrThrow({ where: { spaceId, name: "lab" } });
  for (const name of ["one", "two", "three"]) {
    await world.db.thread.create({ data: { channelKey: channel.key, name, topic: `About ${name}` } });
    await told({ channel: "lab", thread: name }, { source: ann });
  }
  await told({ channel: "lab", thread: "one" });
  const list = (cursor: number) => listThreads(ctx, { spaceId, principal: ann, cursor, limit: 2 });
  const first = await list(0);
  expect(first.threads.map(({ topic }) => topic)).toEqual(["About one", "About three"]);
  const second = await list(first.next ?? 0);
  expect(second.threads.map(({ topic }) => topic)).toEqual(["About two"]);
  expect(second.next).toBeUndefined();
});

test("in what is muted only what names or addresses somebody reaches them, and its threads are muted with it", async () => {
  await world.db.principal.updateMany({ where: { spaceId, id: ann }, data: { connections: 1 } });
  await setLevel(ctx, { spaceId, principal: ann, place: lab, level: "muted" });
  await say(lab, { text: "here", mentions: ["here"] });
  await say(talk, { text: "here", mentions: ["here"] });
  await told(lab, { text: "named", mentions: [ann] });
  expect(await forMe(ann)).toEqual(["direct: named"]);
  expect(await counts(ann)).toEqual({ forMe: 1, threads: 0, traffic: { "channels.lab": 0 } });
  await setLevel(ctx, { spaceId, principal: ann, place: lab, level: "default" });
  expect((await counts(ann)).traffic).toEqual({ "channels.lab": 2, "channels.lab.threads.talk": 1 });
});

test("a thread that is muted stays so when they write in it, and one that is unfollowed tells no more", async () => {
  await setLevel(ctx, { spaceId, principal: ann, place: talk, level: "following" });
  await told(talk);
  expect((await counts(ann)).forMe).toBe(1);
  await setLevel(ctx, { spaceId, principal: ann, place: talk, level: "muted" });
  await told(talk, { source: ann });
  await told(talk);
  expect(await counts(ann)).toEqual({ forMe: 0, threads: 0, traffic: { "channels.lab.threads.talk": 0 } });
  const error = setLevel(ctx, { spaceId, principal: ann, place: lab, level: "following" });
  await expect(error).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "level" }] });
});

test("lists go on from page to page, from what is unread to what was read, each once", async () => {
  const sequences: number[] = [];
  for (let index = 0; index < 7; index += 1) sequences.push(await say(lab, { text: `${index}`, mentions: [ann] }));
  await stored(sequences.at(-1) ?? 0);
  await markRead(ctx, { spaceId, principal: ann, place: lab, through: sequences[3] ?? 0 });
  const texts: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listForMe(ctx, { spaceId, principal: ann, cursor, limit: 2 });
    texts.push(...page.items.map(({ message }) => message.envelope.payload.text ?? ""));
    cursor = page.next;
  } while (cursor);
  expect(texts).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
});

test("it is everybody's own: nobody else asks for it, nor whoever is switched off", async () => {
  const { userId } = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: bob } });
  const actor = { kind: "user" as const, userId: userId ?? "", email: "", platformRole: "admin" as const };
  const asBob = { ...ctx, ...world.context(actor) };
  await expect(countUnread(asBob, { spaceId, principal: ann })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await countUnread(asBob, { spaceId, principal: bob })).toMatchObject({ forMe: 0 });
  await told(lab, { mentions: [bob] });
  await setPrincipalDisabled(ctx, { spaceId, principalId: bob, isDisabled: true });
  expect(await forMe(bob)).toEqual([]);
});
