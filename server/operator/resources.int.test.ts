import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parseAllDocuments } from "yaml";
import {
  type ChannelResource,
  creatorAnnotation,
  findCondition,
  type ResourceStatus,
  type ThreadResource,
} from "@/server/kubernetes";
import { checkPermission, createGroup, deleteGroup, registerAgent } from "@/server/policy";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, startOperator } from ".";

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  spaceId = await cluster.createSpaceNamespace("Edge Lab");
});
afterAll(async () => {
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 40_000, interval: 50 });
const channel = (name: string) => cluster.kube.channels.get({ namespace: spaceId, name });
const thread = (name: string) => cluster.kube.threads.get({ namespace: spaceId, name });
const reasonOf = (resource: { status?: ResourceStatus }, type: string) => {
  const condition = findCondition(resource.status?.conditions, type);
  return `${condition?.status} ${condition?.reason}`;
};
const createChannel = (name: string, spec: ChannelResource["spec"] = {}) =>
  cluster.kube.channels.create({ metadata: { namespace: spaceId, name }, spec });
const createThread = (name: string, spec: ThreadResource["spec"]) =>
  cluster.kube.threads.create({ metadata: { namespace: spaceId, name }, spec });

test("a labelled namespace becomes a space with an account, a stream and its annotation's name", async () => {
  await until(async () => {
    const space = await world.db.space.findUnique({ where: { id: spaceId } });
    expect(space).toMatchObject({ displayName: "Edge Lab", archivedAt: null });
    expect(space?.accountPublicKey).toMatch(/^A/);
    const { metadata } = await cluster.kube.namespaces.get({ name: spaceId });
    expect(metadata.annotations).toMatchObject({
      "agents.platform.io/nats-account": space?.accountPublicKey,
      "agents.platform.io/state": "Ready",
    });
  });
  const connection = await world.connections.get(spaceId);
  expect(connection.getServer()).toBeTruthy();
});

test("the resources of the design get exactly the status it promises, and unknown groups are named", async () => {
  const example = await readFile("deploy/examples/sensor-anomaly.yaml", "utf8");
  const [channelDocument, threadDocument] = parseAllDocuments(example).map((document) => document.toJS());
  const inSpace = <T extends { metadata: object }>(body: T) => ({
    ...body,
    metadata: { ...body.metadata, namespace: spaceId },
  });
  await cluster.kube.channels.create(inSpace(channelDocument));
  await cluster.kube.threads.create(inSpace(threadDocument));
  await until(async () => {
    const { status, metadata } = await channel("sensor-anomaly-channel");
    expect(status?.natsSubject).toBe("channels.sensor-anomaly-channel");
    expect(status?.state).toBe("Active");
    expect(status?.observedGeneration).toBe(metadata.generation);
    expect(metadata.finalizers).toEqual(["agents.platform.io/archive"]);
    expect(reasonOf({ status }, "StreamReady")).toBe("True StreamFound");
    expect(reasonOf({ status }, "GroupsResolved")).toBe("False GroupsNotFound");
    expect(findCondition(status?.conditions, "GroupsResolved")?.message).toContain(
      '"EdgeSensorsGroup", "MLWorkersGroup"',
    );
    expect(reasonOf({ status }, "Ready")).toBe("False GroupsNotFound");
  });
  await until(async () => {
    const { status } = await thread("anomaly-subanalysis");
    expect(status?.natsSubject).toBe("channels.sensor-anomaly-channel.private.anomaly-subanalysis");
    expect(status?.state).toBe("Active");
    expect(findCondition(status?.conditions, "GroupsResolved")?.message).toContain('"AnomalyFocusedGroup"');
  });
  const row = await world.db.channel.findFirst({ where: { spaceId, name: "sensor-anomaly-channel" } });
  expect(row).toMatchObject({
    visibility: "private",
    enablePersistence: true,
    retentionMs: 604_800_000n,
    state: "Active",
  });
});

test("groups that appear are given their grants, one that goes is missing again", async () => {
  const ctx = world.context();
  for (const name of ["EdgeSensorsGroup", "MLWorkersGroup", "AnomalyFocusedGroup"])
    await createGroup(ctx, { spaceId, name });
  await until(async () => {
    expect(reasonOf(await channel("sensor-anomaly-channel"), "Ready")).toBe("True Reconciled");
    expect(reasonOf(await thread("anomaly-subanalysis"), "Ready")).toBe("True Reconciled");
  });
  const grants = await world.db.channelRole.findMany({
    where: { channel: { spaceId, name: "sensor-anomaly-channel" } },
    select: { role: true, origin: true, group: { select: { name: true } } },
  });
  expect(grants.map(({ role, origin, group }) => `${group?.name} ${role} ${origin}`).sort()).toEqual([
    "EdgeSensorsGroup member resource",
    "MLWorkersGroup member resource",
  ]);
  await deleteGroup(ctx, { spaceId, name: "MLWorkersGroup" });
  await until(async () => {
    const condition = findCondition((await channel("sensor-anomaly-channel")).status?.conditions, "GroupsResolved");
    expect(condition).toMatchObject({ status: "False", reason: "GroupsNotFound" });
    expect(condition?.message).toContain('"MLWorkersGroup"');
    expect(condition?.message).not.toContain("EdgeSensorsGroup");
  });
});

test("what happened can be read from the resource's events, and saying it again raises a count", async () => {
  const ctx = world.context();
  await createGroup(ctx, { spaceId, name: "MLWorkersGroup" });
  await until(async () => expect(reasonOf(await channel("sensor-anomaly-channel"), "Ready")).toBe("True Reconciled"));
  await deleteGroup(ctx, { spaceId, name: "MLWorkersGroup" });
  await until(async () => {
    const fieldSelector = "involvedObject.kind=Channel,involvedObject.name=sensor-anomaly-channel";
    const { items } = await cluster.kube.events.list({ namespace: spaceId, fieldSelector });
    expect(items.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(["Created", "GroupsNotFound", "GroupsFound"]),
    );
    const again = items.find(({ message }) => message.startsWith('Not found: "MLWorkersGroup".'));
    expect(again).toMatchObject({ type: "Warning", count: 2 });
  });
});

test("a thread waits for its channel, inherits it, and pauses and resumes with it", async () => {
  await createThread("later", { channel: "not-yet" });
  await until(async () => expect(reasonOf(await thread("later"), "Ready")).toBe("False ChannelNotFound"));
  expect((await thread("later")).status).toMatchObject({ state: "Failed" });
  await createChannel("not-yet", { visibility: "public" });
  await until(async () => {
    const { status } = await thread("later");
    expect(status).toMatchObject({ state: "Active", natsSubject: "channels.not-yet.threads.later" });
    expect(reasonOf({ status }, "Ready")).toBe("True Reconciled");
  });
  await cluster.kube.channels.patch({ namespace: spaceId, name: "not-yet" }, { spec: { paused: true } });
  await until(async () => {
    expect((await channel("not-yet")).status?.state).toBe("Paused");
    expect((await thread("later")).status?.state).toBe("Paused");
  });
  await cluster.kube.channels.patch({ namespace: spaceId, name: "not-yet" }, { spec: { paused: null } });
  await until(async () => expect((await thread("later")).status?.state).toBe("Active"));
});

test("a thread does not turn private while it lives", async () => {
  await cluster.kube.threads.patch(
    { namespace: spaceId, name: "later" },
    { spec: { participantsGroups: ["EdgeSensorsGroup"] } },
  );
  await until(async () => expect(reasonOf(await thread("later"), "Ready")).toBe("False ParticipantsImmutable"));
  expect(await world.db.thread.findFirst({ where: { name: "later" } })).toMatchObject({
    isPrivate: false,
    state: "Active",
  });
  await cluster.kube.threads.patch({ namespace: spaceId, name: "later" }, { spec: { participantsGroups: null } });
  await until(async () => expect(reasonOf(await thread("later"), "Ready")).toBe("True Reconciled"));
});

test("a resource in a namespace that is no space says so, until the namespace is one", async () => {
  const plain = world.unique("plain");
  await cluster.kube.namespaces.create({ metadata: { name: plain } });
  await cluster.kube.channels.create({ metadata: { namespace: plain, name: "general" }, spec: {} });
  const general = () => cluster.kube.channels.get({ namespace: plain, name: "general" });
  await until(async () => expect(reasonOf(await general(), "Ready")).toBe("False SpaceNotFound"));
  await cluster.kube.namespaces.patch(
    { name: plain },
    { metadata: { labels: { "agents.platform.io/space": "true" } } },
  );
  await until(async () => expect(reasonOf(await general(), "Ready")).toBe("True Reconciled"));
  await cluster.kube.namespaces.patch({ name: plain }, { metadata: { labels: { "agents.platform.io/space": null } } });
  await until(async () => {
    expect((await world.db.space.findUnique({ where: { id: plain } }))?.archivedAt).toBeInstanceOf(Date);
    expect(reasonOf(await general(), "Ready")).toBe("False SpaceNotFound");
  });
  expect(await world.db.channel.findFirst({ where: { spaceId: plain } })).toMatchObject({
    state: "Active",
    purgeAt: null,
  });
  await cluster.kube.namespaces.patch(
    { name: plain },
    { metadata: { labels: { "agents.platform.io/space": "true" } } },
  );
  await until(async () => {
    expect((await world.db.space.findUnique({ where: { id: plain } }))?.archivedAt).toBeNull();
    expect(reasonOf(await general(), "Ready")).toBe("True Reconciled");
  });
});

test("a deleted namespace archives its space and its channels, and loses nothing", async () => {
  const doomed = await cluster.createSpaceNamespace();
  await cluster.kube.channels.create({ metadata: { namespace: doomed, name: "general" }, spec: {} });
  await until(async () => expect(await world.db.channel.count({ where: { spaceId: doomed } })).toBe(1));
  await cluster.kube.namespaces.delete({ name: doomed });
  await until(async () => {
    expect(await cluster.kube.namespaces.find({ name: doomed })).toBeUndefined();
    expect((await world.db.space.findUnique({ where: { id: doomed } }))?.archivedAt).toBeInstanceOf(Date);
    expect(await world.db.channel.findFirst({ where: { spaceId: doomed } })).toMatchObject({ state: "Archived" });
  });
});

test("whoever made a channel through the console owns it, and an unknown name gives nobody anything", async () => {
  const { agent } = await registerAgent(world.context(), { spaceId, id: "maker" });
  const make = async (creator: string) => {
    const name = world.unique("made");
    const metadata = { namespace: spaceId, name, annotations: { [creatorAnnotation]: creator } };
    await cluster.kube.channels.create({ metadata, spec: { visibility: "private" } });
    await until(async () => expect((await channel(name)).status?.state).toBe("Active"));
    return checkPermission(world.context(), {
      spaceId,
      principal: agent.id,
      action: "channel.manage",
      place: { channel: name },
    });
  };
  expect(await make(agent.id)).toMatchObject({ allowed: true });
  expect(await make("nobody-at-all")).toMatchObject({ allowed: false });
});
