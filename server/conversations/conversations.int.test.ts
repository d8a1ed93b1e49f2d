import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { redactionType, storedSubject } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { createAckPublisher } from "@/server/nats";
import { checkPermission, registerAgent } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { browseThreads } from "./browse-threads";
import { findThread } from "./find-thread";
import { listStarted } from "./list-started";
import { listThreads } from "./list-threads";
import { startThread } from "./start-thread";

let world: TestWorld;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  ({ spaceId } = await world.createSpace());
  await world.db.channel.create({ data: { spaceId, name: "sensors", visibility: "public" } });
  await world.db.channel.create({ data: { spaceId, name: "closed" } });
  await world.db.channel.create({ data: { spaceId, name: "old", visibility: "public", state: "Archived" } });
  await registerAgent(world.context(), { spaceId, id: "analyst" });
});
afterAll(() => world.close());

const context = () => ({ ...world.context(), connections: world.connections });

const start = (input: { channel?: string; topic?: string; name?: string; principal?: string; origin?: number }) =>
  startThread(context(), { spaceId, principal: "analyst", channel: "sensors", topic: "Spike at noon", ...input });

test("a thread from chat gets a name from its topic, is announced and can be read and posted to at once", async () => {
  const announced: string[] = [];
  const end = world.bus.subscribe("resources.changed", (event) => announced.push(`${event.kind} ${event.name}`));
  const first = await start({});
  const second = await start({});
  expect(first).toMatchObject({ channel: "sensors", name: "spike-at-noon", topic: "Spike at noon", isPrivate: false });
  expect(first).toMatchObject({ createdBy: "analyst", state: "Active" });
  expect(second.name).toBe("spike-at-noon-2");
  await vi.waitFor(() => expect(announced).toEqual(["Thread spike-at-noon", "Thread spike-at-noon-2"]));
  end();
  const place = { channel: "sensors", thread: "spike-at-noon", isPrivate: false };
  for (const action of ["channel.read", "channel.post"] as const) {
    const decision = await checkPermission(world.context(), { spaceId, principal: "analyst", action, place });
    expect(decision.allowed).toBe(true);
  }
});

test("many at once all get names of their own", async () => {
  const threads = await Promise.all(Array.from({ length: 20 }, () => start({ topic: "Same" })));
  expect(new Set(threads.map(({ name }) => name)).size).toBe(20);
});

test("a given name is kept, and refused when it is taken", async () => {
  expect((await start({ name: "mine" })).name).toBe("mine");
  await expect(start({ name: "mine" })).rejects.toMatchObject({ code: "CONFLICT", reason: "name_taken" });
});

test("a wrong field is named", async () => {
  await expect(start({ name: "Not A Name" })).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "name" }] });
  await expect(start({ topic: "  " })).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "topic" }] });
});

test("without the right nothing is started, and a closed channel looks like none", async () => {
  const refusals = await Promise.all(
    ["closed", "nowhere"].map((channel) => start({ channel }).catch((error: Error & { code: string }) => error)),
  );
  const texts = refusals.map((error) =>
    "code" in error ? `${error.code} ${error.message.replace(/#\w+/, "#it")}` : "",
  );
  expect(texts[0]).toMatch(/^FORBIDDEN /);
  expect(texts[1]).toBe(texts[0]);
  await expect(start({ channel: "old" })).rejects.toMatchObject({ code: "FORBIDDEN", reason: "channel_archived" });
});

test("threads are listed newest first, page by page, without private ones, to readers only", async () => {
  const channel = await world.db.channel.create({ data: { spaceId, name: "many", visibility: "public" } });
  await world.db.thread.create({ data: { channelKey: channel.key, name: "inner", isPrivate: true } });
  for (const topic of ["one", "two", "three"]) await start({ channel: "many", topic });
  const list = (cursor?: number, name = "many") =>
    listThreads(world.context(), { spaceId, principal: "analyst", channel: name, cursor, limit: 2 });
  const first = await list();
  expect(first.threads.map(({ name }) => name)).toEqual(["three", "two"]);
  const second = await list(first.next);
  expect(second.threads.map(({ name }) => name)).toEqual(["one"]);
  expect(second.next).toBeUndefined();
  await expect(list(undefined, "closed")).rejects.toMatchObject({ code: "FORBIDDEN" });
});

async function say(text: string): Promise<number> {
  const { connections } = world;
  const publisher = createAckPublisher(await connections.get(spaceId), { inboxPrefix: connections.inboxPrefix });
  const envelope = { id: newId(), type: "text", source: "analyst", timestamp: new Date().toISOString() };
  const body = JSON.stringify({ ...envelope, payload: { text } });
  const { sequence } = await publisher.publish(storedSubject({ channel: "sensors" }), body);
  publisher.close();
  return sequence;
}

test("a thread knows the message it was started from, and the message has one open thread", async () => {
  const sequence = await say("Pump 3 is at 37.2 °C.");
  const [one, two] = await Promise.all([start({ topic: "Pump 3", origin: sequence }), start({ origin: sequence })]);
  expect(one).toMatchObject({ origin: sequence });
  expect(two).toEqual(one);
  const at = { spaceId, principal: "analyst", channel: "sensors" };
  expect(await findThread(world.context(), { ...at, name: one.name })).toEqual(one);
  const alone = await start({ topic: "Alone" });
  expect(await findThread(world.context(), { ...at, name: alone.name })).toMatchObject({
    topic: "Alone",
    origin: null,
  });
  expect(await findThread(world.context(), { ...at, name: "never-was" })).toBeNull();
  await world.db.thread.updateMany({ where: { name: one.name }, data: { state: "Archived" } });
  expect((await start({ topic: "Again", origin: sequence })).name).toBe("again");
});

test("what is no message of the channel starts no thread, and says which field is wrong", async () => {
  const refusal = { code: "VALIDATION", fields: [{ path: "origin" }] };
  await expect(start({ origin: 900_000 })).rejects.toMatchObject(refusal);
  await expect(start({ origin: 0 })).rejects.toMatchObject(refusal);
});

test("beneath its messages a channel shows their threads: how many replies, without what was replaced, and the last", async () => {
  const [first, second] = [await say("one"), await say("two")];
  const [thread, empty] = [
    await start({ topic: "First", origin: first }),
    await start({ topic: "Second", origin: second }),
  ];
  const subject = storedSubject({ channel: "sensors", thread: thread.name });
  const storedAt = new Date("2030-01-31T12:00:00Z");
  const rows = [1n, 2n, 3n].map((step) => ({
    ...{ spaceId, sequence: 500_000n + step, subject, id: newId(), type: step === 3n ? redactionType : "text" },
    ...{ source: "analyst", sentAt: storedAt, storedAt, envelope: {} },
  }));
  await world.db.message.createMany({ data: rows });
  const edit = { spaceId, sequence: 500_001n, bySequence: 500_002n, by: "analyst", reason: "edited", at: storedAt };
  await world.db.redaction.create({ data: { ...edit, isEdit: true } });
  const list = (from: number, through: number, channel = "sensors") =>
    listStarted(world.context(), { spaceId, principal: "analyst", channel, from, through });
  expect(await list(first, second)).toEqual([
    { name: empty.name, topic: "Second", origin: second, replies: 0, lastAt: null },
    { name: thread.name, topic: "First", origin: first, replies: 1, lastAt: storedAt.toISOString() },
  ]);
  expect(await list(second, second)).toHaveLength(1);
  expect(await list(second + 1, 900_000)).toEqual([]);
  await expect(list(0, 10, "closed")).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("all threads of a channel are found by what is in their topic or name, by state, with what has happened in them", async () => {
  const channel = await world.db.channel.create({ data: { spaceId, name: "browsed", visibility: "public" } });
  await world.db.thread.create({ data: { channelKey: channel.key, name: "inner", topic: "Pump 9", isPrivate: true } });
  for (let n = 1; n <= 5; n += 1) await start({ channel: "browsed", topic: `Pump ${n} at 100%` });
  await start({ channel: "browsed", topic: "Something else", name: "pump-case" });
  const where = { channelKey_name: { channelKey: channel.key, name: "pump-1-at-100" } };
  await world.db.thread.update({ where, data: { state: "Archived" } });
  const at = new Date();
  const message = { sequence: 900_001n, subject: storedSubject({ channel: "browsed", thread: "pump-2-at-100" }) };
  const told = { id: newId(), type: "text", source: "analyst", sentAt: at, storedAt: at, envelope: {} };
  await world.db.message.create({ data: { spaceId, ...message, ...told } });
  const browse = async (more: object = {}) => {
    const { threads, next } = await browseThreads(world.context(), {
      ...{ spaceId, principal: "analyst", channel: "browsed" },
      ...more,
    });
    return { names: threads.map(({ name }) => name), next, threads };
  };
  expect((await browse()).names).toHaveLength(6);
  expect((await browse({ search: " PUMP " })).names).toHaveLength(6);
  expect((await browse({ search: "100%" })).names).toHaveLength(5);
  expect((await browse({ search: "_" })).names).toEqual([]);
  expect((await browse({ states: "archived" })).names).toEqual(["pump-1-at-100"]);
  expect((await browse({ states: "open" })).names).not.toContain("pump-1-at-100");
  const found = (await browse({ search: "pump 2" })).threads[0];
  expect(found).toMatchObject({ topic: "Pump 2 at 100%", replies: 1, lastAt: at.toISOString() });
  const first = await browse({ limit: 4 });
  expect(first.names).toEqual(["pump-case", "pump-5-at-100", "pump-4-at-100", "pump-3-at-100"]);
  const second = await browse({ limit: 4, cursor: first.next });
  expect([second.names, second.next]).toEqual([["pump-2-at-100", "pump-1-at-100"], undefined]);
  const closed = browseThreads(world.context(), { spaceId, principal: "analyst", channel: "closed" });
  await expect(closed).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(browse({ limit: 500 })).rejects.toMatchObject({ code: "VALIDATION", fields: [{ path: "limit" }] });
});
