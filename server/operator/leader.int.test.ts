import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { checkDefinitions, type Operator, startOperator } from ".";

let world: TestWorld;
let cluster: TestCluster;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
});
afterAll(async () => {
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
const leaseRef = { namespace: "default", name: "parley-operator" };
const launch = () => startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 0, leaseMs: 1_500, resyncMs: 500 });

test("of two operators one leads, and the other takes over at once when it stops", async () => {
  const first = await launch();
  await until(() => expect(first.isLeader()).toBe(true));
  const second = await launch();
  const spaceId = await cluster.createSpaceNamespace();
  await cluster.kube.channels.create({ metadata: { namespace: spaceId, name: "general" }, spec: {} });
  await until(async () => expect(await world.db.channel.count({ where: { spaceId } })).toBe(1));
  expect(second.isLeader()).toBe(false);
  expect(second.metrics()).toEqual({});
  await first.stop();
  await until(() => expect(second.isLeader()).toBe(true));
  await cluster.kube.channels.create({ metadata: { namespace: spaceId, name: "other" }, spec: {} });
  await until(async () => expect(await world.db.channel.count({ where: { spaceId } })).toBe(2));
  expect(first.isLeader()).toBe(false);
  await second.stop();
  expect((await cluster.kube.leases.get(leaseRef)).spec?.holderIdentity ?? "").toBe("");
});

test("a holder that died is followed only after its lease ran out", async () => {
  const lease = await cluster.kube.leases.get(leaseRef);
  await cluster.kube.leases.replace({
    ...lease,
    spec: { ...lease.spec, holderIdentity: "somebody-else", leaseDurationSeconds: 2 },
  });
  const startedAt = performance.now();
  const operator = await launch();
  await until(() => expect(operator.isLeader()).toBe(true));
  expect(performance.now() - startedAt).toBeGreaterThan(1_900);
  await operator.stop();
});

test("a leader that cannot reach the API server steps down, and leads again when it is back", async () => {
  const operator: Operator = await launch();
  await until(() => expect(operator.isLeader()).toBe(true));
  await cluster.stop();
  await until(() => expect(operator.isLeader()).toBe(false));
  await cluster.start();
  await until(() => expect(operator.isLeader()).toBe(true));
  await operator.stop();
});

test("the definitions that this repository ships are accepted at start-up", async () => {
  await expect(checkDefinitions(cluster.kube)).resolves.toBeUndefined();
});
