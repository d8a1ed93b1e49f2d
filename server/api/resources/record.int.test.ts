import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { consoleManager, createKubernetes, type Kubernetes } from "@/server/kubernetes";
import { type Operator, startOperator } from "@/server/operator";
import { createGroup, ensurePerson } from "@/server/policy";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { archiveChannel, createChannel, pauseChannel, updateChannel } from "./channels";
import { archiveThread, createThread } from "./threads";
import type { ResourceWorld } from "./world";

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;
let asConsole: Kubernetes;
let asKubectl: Kubernetes;
let ada: ResourceWorld;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  const { kubeconfig } = cluster;
  asConsole = createKubernetes({ kubeconfig, log: world.log, manager: consoleManager });
  asKubectl = createKubernetes({ kubeconfig, log: world.log, manager: "kubectl-edit" });
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  spaceId = await cluster.createSpaceNamespace();
  await until(async () => expect(await world.db.space.findUnique({ where: { id: spaceId } })).toBeTruthy());
  ada = await adminOf("ada@example.org");
});
afterAll(async () => {
  asConsole?.close();
  asKubectl?.close();
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });

async function adminOf(email: string): Promise<ResourceWorld> {
  const platformRole = "admin" as const;
  const { id: userId } = await world.db.user.create({ data: { email, name: "Ada", platformRole } });
  const { id: principal } = await ensurePerson(world.context(), { userId, spaceId });
  const origin = { via: "console", address: "192.0.2.7" } as const;
  const service = world.context({ kind: "user", userId, email, platformRole });
  return { ...service, origin, kubernetes: asConsole, spaceId, principal };
}

/** The operator has carried out what the resource says now. */
async function carriedOut(name: string): Promise<void> {
  await until(async () => {
    const { metadata, status } = await cluster.kube.channels.get({ namespace: spaceId, name });
    expect(status?.observedGeneration).toBe(metadata.generation);
  });
}

async function actsOn(target: string) {
  const rows = await world.db.auditLog.findMany({ where: { spaceId, target }, orderBy: { id: "asc" } });
  return rows.map(({ actor, verb, via, address, before, after }) => ({ actor, verb, via, address, before, after }));
}

const form = {
  displayName: "",
  topic: "Readings",
  visibility: "private" as const,
  authorizedGroups: ["Edge"],
  enablePersistence: true,
  retentionPolicy: "7d",
};

test("what somebody does to a channel in the console is one row each, with their name, before and after", async () => {
  await createGroup(world.context(), { spaceId, name: "Edge" });
  const name = world.unique("channel");
  const { generation } = await createChannel(ada, { name, ...form });
  await carriedOut(name);
  await updateChannel(ada, { name, generation, ...form, topic: "All readings", authorizedGroups: [] });
  await carriedOut(name);
  await pauseChannel(ada, { name, isPaused: true });
  await carriedOut(name);
  await pauseChannel(ada, { name, isPaused: true });
  await archiveChannel(ada, { name });
  const where = { spaceId_name: { spaceId, name } };
  await until(async () =>
    expect(await world.db.channel.findUnique({ where })).toMatchObject({ state: "Archived", resourceUid: null }),
  );
  const by = { actor: "user:ada@example.org", via: "console", address: "192.0.2.7" };
  expect(await actsOn(`channel:${name}`)).toMatchObject([
    { ...by, verb: "channel.create", before: null, after: { topic: "Readings", authorizedGroups: ["Edge"] } },
    { ...by, verb: "channel.update", before: { topic: "Readings" }, after: { topic: "All readings" } },
    { ...by, verb: "channel.pause", before: { topic: "All readings" }, after: { paused: true } },
    { ...by, verb: "channel.archive", before: { paused: true }, after: { isArchived: true } },
  ]);
});

test("what somebody does to a thread in the console is one row each", async () => {
  const name = world.unique("channel");
  await createChannel(ada, { name, ...form });
  await carriedOut(name);
  const thread = { channel: name, name: world.unique("thread") };
  await createThread(ada, { ...thread, topic: "", participantsGroups: ["Edge"] });
  await until(async () => {
    const { status } = await cluster.kube.threads.get({ namespace: spaceId, name: thread.name });
    expect(status?.state).toBe("Active");
  });
  await archiveThread(ada, thread);
  await until(async () => {
    expect(await world.db.thread.findFirst({ where: { name: thread.name } })).toMatchObject({ state: "Archived" });
  });
  const by = { actor: "user:ada@example.org", via: "console" };
  expect(await actsOn(`thread:${name}/${thread.name}`)).toMatchObject([
    { ...by, verb: "thread.create", after: { participantsGroups: ["Edge"] } },
    { ...by, verb: "thread.archive", before: { participantsGroups: ["Edge"] } },
  ]);
});

test("what is done with kubectl carries its manager's name, and what follows by itself the operator's", async () => {
  const name = world.unique("channel");
  const group = world.unique("Late");
  const spec = { authorizedGroups: ["Edge", group] };
  await asKubectl.channels.create({ metadata: { namespace: spaceId, name }, spec });
  await carriedOut(name);
  const by = { actor: "kubernetes:kubectl-edit", via: "kubernetes", address: null };
  expect(await actsOn(`channel:${name}`)).toMatchObject([
    { ...by, verb: "channel.save", before: null, after: { visibility: "private" } },
    { ...by, verb: "channel.grants", after: { groups: ["Edge"], missing: [group] } },
  ]);
  await createGroup(ada, { spaceId, name: group });
  await until(async () => expect(await actsOn(`channel:${name}`)).toHaveLength(3));
  const [, , later] = await actsOn(`channel:${name}`);
  expect(later).toMatchObject({ actor: "service:operator", verb: "channel.grants", via: null });
  await asKubectl.channels.delete({ namespace: spaceId, name });
  await until(async () => expect(await actsOn(`channel:${name}`)).toHaveLength(4));
  const [, , , end] = await actsOn(`channel:${name}`);
  expect(end).toMatchObject({ actor: "kubernetes:unknown", verb: "channel.archive", before: { state: "Active" } });
});
