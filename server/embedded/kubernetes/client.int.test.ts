import {
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  type KubernetesObject,
  makeInformer,
} from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";

let world: TestWorld;
let cluster: TestCluster;
let config: KubeConfig;
let namespace: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  namespace = await cluster.createSpaceNamespace();
  config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig);
});
afterAll(async () => {
  await cluster.close();
  await world.close();
});

const place = () => ({ group: "agents.platform.io", version: "v1", namespace, plural: "channels" });
const channel = (name: string) => ({
  apiVersion: "agents.platform.io/v1",
  kind: "Channel",
  metadata: { name },
  spec: {},
});

describe("the client library", () => {
  it("creates, lists, and follows with an informer across a restart of the server", async () => {
    const api = config.makeApiClient(CustomObjectsApi);
    await api.createNamespacedCustomObject({ ...place(), body: channel("first") });
    const list = () => api.listNamespacedCustomObject(place());
    const path = `/apis/agents.platform.io/v1/namespaces/${namespace}/channels`;
    const informer = makeInformer<KubernetesObject>(config, path, list as never);
    const seen: string[] = [];
    for (const verb of ["add", "update", "delete"] as const) {
      informer.on(verb, (object) => seen.push(`${verb} ${object.metadata?.name}`));
    }
    const restart = () => void informer.start();
    informer.on("error", restart);
    await informer.start();
    await api.createNamespacedCustomObject({ ...place(), body: channel("second") });
    await vi.waitFor(() => expect(seen).toEqual(["add first", "add second"]), { timeout: 10_000 });
    await cluster.stop();
    await cluster.start();
    await api.deleteNamespacedCustomObject({ ...place(), name: "first" });
    await vi.waitFor(() => expect(seen).toContain("delete first"), { timeout: 20_000 });
    informer.off("error", restart);
    await informer.stop();
  });

  it("reads namespaces, keeps a lease and records an event", async () => {
    const core = config.makeApiClient(CoreV1Api);
    const coordination = config.makeApiClient(CoordinationV1Api);
    const { items } = await core.listNamespace();
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(expect.arrayContaining(["default", namespace]));
    const lease = await coordination.createNamespacedLease({
      namespace,
      body: { metadata: { name: "leader" }, spec: { holderIdentity: "a", leaseDurationSeconds: 15 } },
    });
    const renewed = { ...lease, spec: { ...lease.spec, holderIdentity: "b" } };
    await coordination.replaceNamespacedLease({ namespace, name: "leader", body: renewed });
    const late = coordination.replaceNamespacedLease({ namespace, name: "leader", body: lease });
    await expect(late).rejects.toMatchObject({ code: 409 });
    const involvedObject = { kind: "Channel", name: "first", namespace, apiVersion: "agents.platform.io/v1" };
    await core.createNamespacedEvent({
      namespace,
      body: {
        metadata: { generateName: "first." },
        involvedObject,
        reason: "Reconciled",
        type: "Normal",
        message: "done",
      },
    });
    const fieldSelector = "involvedObject.kind=Channel,involvedObject.name=first";
    const events = await core.listNamespacedEvent({ namespace, fieldSelector });
    expect(events.items.map(({ reason }) => reason)).toEqual(["Reconciled"]);
  });
});
