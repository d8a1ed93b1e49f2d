import { jetstreamManager } from "@nats-io/jetstream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { channelsStream, storedSubject } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, type OperatorOptions, startOperator } from ".";

const hourMs = 3_600_000;

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;
let clockMs: () => number = Date.now;

const launch = (): Promise<Operator> => {
  const options: OperatorOptions = {
    ...world,
    clock: { now: () => new Date(clockMs()) },
    kube: cluster.kube,
    purgeDelayMs: hourMs,
    resyncMs: 300,
    sweepMs: 300,
  };
  return startOperator(options);
};

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await launch();
  spaceId = await cluster.createSpaceNamespace();
});
afterAll(async () => {
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });
const rowOf = (name: string) => world.db.channel.findUnique({ where: { spaceId_name: { spaceId, name } } });

async function createChannel(name: string, spec = {}): Promise<void> {
  await cluster.kube.channels.create({ metadata: { namespace: spaceId, name }, spec });
  await until(async () => {
    const { status } = await cluster.kube.channels.get({ namespace: spaceId, name });
    expect(status?.state).toBe("Active");
  });
}

async function createThread(name: string, spec: { channel: string; participantsGroups?: string[] }): Promise<void> {
  await cluster.kube.threads.create({ metadata: { namespace: spaceId, name }, spec });
  await until(async () => {
    const { status } = await cluster.kube.threads.get({ namespace: spaceId, name });
    expect(status?.state).toBe("Active");
  });
}

/** A message as it is after Fanout and the logger: in the stream and in Postgres. */
async function store(subject: string): Promise<number> {
  const connection = await world.connections.get(spaceId);
  const answer = await connection.request(subject, "{}");
  const { seq: sequence } = answer.json<{ seq: number }>();
  const stored = await (await jetstreamManager(connection)).direct.getMessage(channelsStream, { seq: sequence });
  const at = stored?.time ?? new Date();
  const row = { spaceId, sequence, subject, id: newId(), type: "text", source: "tester", envelope: {} };
  await world.db.message.create({ data: { ...row, sentAt: at, storedAt: at } });
  return sequence;
}

async function redact(sequence: number): Promise<void> {
  const row = { spaceId, sequence, bySequence: sequence + 1, by: "tester", reason: "spam", at: new Date() };
  await world.db.redaction.create({ data: row });
}

async function redactedSequences(): Promise<number[]> {
  return (await world.db.redaction.findMany({ where: { spaceId } })).map(({ sequence }) => Number(sequence));
}

async function mention(sequence: number): Promise<void> {
  const reader = { spaceId, id: "reader", kind: "person" as const, displayName: "Reader" };
  const where = { spaceId_id: { spaceId, id: "reader" } };
  const { key } = await world.db.principal.upsert({ where, create: reader, update: {} });
  const row = {
    principalKey: key,
    sequence,
    spaceId,
    subject: "channels.any",
    kind: "direct" as const,
    at: new Date(),
  };
  await world.db.mention.create({ data: row });
}

async function mentionedSequences(): Promise<number[]> {
  return (await world.db.mention.findMany({ where: { spaceId } })).map(({ sequence }) => Number(sequence));
}

async function storedSequences(): Promise<{ stream: number[]; rows: number[] }> {
  const jsm = await jetstreamManager(await world.connections.get(spaceId));
  const { state } = await jsm.streams.info(channelsStream, { subjects_filter: ">", deleted_details: true });
  const removed = new Set(state.deleted ?? []);
  const all = Array.from(
    { length: state.messages === 0 ? 0 : state.last_seq - state.first_seq + 1 },
    (_, index) => state.first_seq + index,
  );
  const rows = await world.db.message.findMany({ where: { spaceId }, orderBy: { sequence: "asc" } });
  return {
    stream: all.filter((sequence) => !removed.has(sequence)),
    rows: rows.map(({ sequence }) => Number(sequence)),
  };
}

/** Everything that reconciling can write. */
async function writesSoFar() {
  const [channels, threads, namespaces, events] = await Promise.all([
    cluster.kube.channels.list(),
    cluster.kube.threads.list(),
    cluster.kube.namespaces.list(),
    cluster.kube.events.list(),
  ]);
  const versions = [channels, threads, namespaces, events].flatMap(({ items }) =>
    items.map(({ kind, metadata }) => `${kind} ${metadata.name} ${metadata.resourceVersion}`),
  );
  const spaces = await world.db.space.findMany({ select: { id: true, revision: true }, orderBy: { id: "asc" } });
  return { versions, spaces, audits: await world.db.auditLog.count(), revocations: await world.db.revocation.count() };
}

const counters = () => operator.metrics();
const settled = () =>
  until(() => {
    expect(operator.isIdle()).toBe(true);
    expect(counters()["resync.reconciles"] ?? 0).toBeGreaterThan(1);
  });
async function severalResyncs(): Promise<void> {
  const before = counters()["resync.reconciles"] ?? 0;
  await until(() => expect(counters()["resync.reconciles"] ?? 0).toBeGreaterThan(before + 3));
}

test("looking at everything again and again writes nothing", async () => {
  await createChannel("general", { visibility: "public", authorizedGroups: ["Nobody"], retentionPolicy: "30d" });
  await createThread("open", { channel: "general" });
  await createThread("closed", { channel: "general", participantsGroups: ["Nobody"] });
  await store("channels.general");
  await settled();
  await severalResyncs();
  const before = await writesSoFar();
  const countedBefore = counters();
  await severalResyncs();
  expect(await writesSoFar()).toEqual(before);
  const counted = counters();
  for (const name of [
    "channel.statusWrites",
    "thread.statusWrites",
    "space.accountPushes",
    "sweep.rowsExpired",
    "channel.failures",
  ]) {
    expect(counted[name], name).toBe(countedBefore[name]);
  }
  expect(counted["channel.reconciles"]).toBeGreaterThan(countedBefore["channel.reconciles"] ?? 0);
});

test("a restart of the operator changes nothing", async () => {
  await settled();
  const before = await writesSoFar();
  await operator.stop();
  operator = await launch();
  await settled();
  await severalResyncs();
  expect(await writesSoFar()).toEqual(before);
  expect(counters()).not.toHaveProperty("channel.statusWrites");
  expect(counters()).not.toHaveProperty("space.accountPushes");
});

test("a change made while no operator runs is found at the next start", async () => {
  await operator.stop();
  await cluster.kube.channels.patch({ namespace: spaceId, name: "general" }, { spec: { topic: "Everything" } });
  await cluster.kube.threads.delete({ namespace: spaceId, name: "open" });
  operator = await launch();
  await until(async () => {
    expect(await rowOf("general")).toMatchObject({ topic: "Everything" });
    expect(await cluster.kube.threads.find({ namespace: spaceId, name: "open" })).toBeUndefined();
    expect(await world.db.thread.findFirst({ where: { name: "open" } })).toMatchObject({ state: "Archived" });
  });
});

test("a deleted channel is gone from Kubernetes at once, stays readable, and comes back whole", async () => {
  await createChannel("returning", { authorizedGroups: ["Nobody"] });
  const sequence = await store("channels.returning");
  await cluster.kube.channels.delete({ namespace: spaceId, name: "returning" });
  await until(async () => {
    expect(await cluster.kube.channels.find({ namespace: spaceId, name: "returning" })).toBeUndefined();
  });
  const archived = await rowOf("returning");
  expect(archived).toMatchObject({ state: "Archived", resourceUid: null });
  expect(archived?.purgeAt?.getTime()).toBe((archived?.archivedAt?.getTime() ?? 0) + hourMs);
  expect((await storedSequences()).rows).toContain(sequence);
  await createChannel("returning");
  expect(await rowOf("returning")).toMatchObject({
    key: archived?.key,
    state: "Active",
    archivedAt: null,
    purgeAt: null,
  });
  expect((await storedSequences()).stream).toContain(sequence);
});

test("when its time has come, a deleted channel's messages are gone everywhere, and no other channel's", async () => {
  await createChannel("doomed");
  await createChannel("doomed.child");
  await createThread("doomed-thread", { channel: "doomed", participantsGroups: ["Nobody"] });
  const gone = [
    await store("channels.doomed"),
    await store("channels.doomed.private.doomed-thread"),
    await store(storedSubject({ channel: "doomed", thread: "doomed-thread" })),
  ];
  const kept = await store("channels.doomed.child");
  for (const sequence of [...gone, kept]) await redact(sequence);
  for (const sequence of [...gone, kept]) await mention(sequence);
  await cluster.kube.channels.delete({ namespace: spaceId, name: "doomed" });
  await until(async () => expect(await rowOf("doomed")).toMatchObject({ state: "Archived" }));
  await until(async () => {
    const { status } = await cluster.kube.threads.get({ namespace: spaceId, name: "doomed-thread" });
    expect(status?.state).toBe("Archived");
  });
  expect((await storedSequences()).rows).toEqual(expect.arrayContaining(gone));
  clockMs = () => Date.now() + hourMs + 1_000;
  await until(async () => expect(await rowOf("doomed")).toBeNull());
  clockMs = Date.now;
  const { stream, rows } = await storedSequences();
  for (const sequence of gone) {
    expect(stream).not.toContain(sequence);
    expect(rows).not.toContain(sequence);
  }
  expect(stream).toContain(kept);
  expect(rows).toContain(kept);
  expect(await redactedSequences(), "nothing is left of whoever redacted them").toEqual([kept]);
  expect(await mentionedSequences(), "nor of whom they were for").toEqual([kept]);
  await until(async () => {
    const { status } = await cluster.kube.threads.get({ namespace: spaceId, name: "doomed-thread" });
    expect(status?.conditions?.find(({ type }) => type === "Ready")?.reason).toBe("ChannelNotFound");
  });
});

test("a shorter retention removes what is older from the stream and the history, a longer one nothing", async () => {
  await createChannel("brief", { retentionPolicy: "7d" });
  await createChannel("brief.child");
  await createThread("brief-thread", { channel: "brief" });
  const old = [await store("channels.brief"), await store("channels.brief.threads.brief-thread")];
  const child = await store("channels.brief.child");
  const turn = Date.now() + 20;
  await until(() => expect(Date.now()).toBeGreaterThan(turn + 20));
  const young = await store("channels.brief");
  clockMs = () => turn + hourMs;
  await cluster.kube.channels.patch({ namespace: spaceId, name: "brief" }, { spec: { retentionPolicy: "1h" } });
  await until(async () => {
    const { stream, rows } = await storedSequences();
    for (const sequence of old) {
      expect(stream).not.toContain(sequence);
      expect(rows).not.toContain(sequence);
    }
  });
  expect(await rowOf("brief")).toMatchObject({ retentionMs: BigInt(hourMs) });
  await cluster.kube.channels.patch({ namespace: spaceId, name: "brief" }, { spec: { retentionPolicy: "2d" } });
  await until(async () => expect(await rowOf("brief")).toMatchObject({ retentionMs: BigInt(48 * hourMs) }));
  await severalResyncs();
  clockMs = Date.now;
  const { stream, rows } = await storedSequences();
  expect(stream).toEqual(expect.arrayContaining([child, young]));
  expect(rows).toEqual(expect.arrayContaining([child, young]));
});

test("messages that outlive their channel's retention go without anything being changed", async () => {
  await createChannel("fleeting", { retentionPolicy: "1h" });
  const sequence = await store("channels.fleeting");
  await redact(sequence);
  await mention(sequence);
  clockMs = () => Date.now() + hourMs + 1_000;
  await until(async () => {
    const { stream, rows } = await storedSequences();
    expect(stream).not.toContain(sequence);
    expect(rows).not.toContain(sequence);
  });
  expect(await redactedSequences()).not.toContain(sequence);
  expect(await mentionedSequences()).not.toContain(sequence);
  const next = await store("channels.fleeting");
  clockMs = () => Date.now() + 2 * hourMs + 2_000;
  const subject = "channels.fleeting";
  const gone = () => world.db.expiredMessages.findUnique({ where: { spaceId_subject: { spaceId, subject } } });
  await until(async () => expect(await gone()).toMatchObject({ count: 2, through: BigInt(next) }));
  clockMs = Date.now;
});
