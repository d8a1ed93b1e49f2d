import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { freePort, kubeconfigYaml, startKubernetesApi } from "@/server/embedded";
import { createKubernetes } from "@/server/kubernetes";
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

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });
const leaseRef = { namespace: "default", name: "parley-operator" };
const launch = () => startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 0, leaseMs: 3_000, resyncMs: 500 });

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

test("a missing and an older definition are named at start-up, with the remedy", async () => {
  const other = await createTestWorld();
  const { db, log } = other;
  const token = "other-token";
  const crdFolder = await mkdtemp(join(tmpdir(), "parley-crds-"));
  const channels = parse(await readFile("deploy/crds/channels.yaml", "utf8"));
  delete channels.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.paused;
  await writeFile(join(crdFolder, "channels.yaml"), stringify(channels));
  const api = await startKubernetesApi({ db, host: "127.0.0.1", port: await freePort(), token, crdFolder, log });
  const kube = createKubernetes({
    kubeconfig: await kubeconfigYaml({ url: api.url, token, namespace: "default" }),
    log,
  });
  const starting = startOperator({ ...other, kube, purgeDelayMs: 0 });
  await expect(starting).rejects.toMatchObject({ code: "PRECONDITION_FAILED", reason: "crd_outdated" });
  await expect(starting).rejects.toThrow(
    "has an older channels.agents.platform.io, without spec.paused; has no custom resource threads.agents.platform.io/v1. Apply the current ones: kubectl apply -k deploy/crds",
  );
  kube.close();
  await api.stop();
  await other.close();
  await rm(crdFolder, { recursive: true });
});

test("the definitions that this repository ships are accepted at start-up", async () => {
  await expect(checkDefinitions(cluster.kube)).resolves.toBeUndefined();
});
