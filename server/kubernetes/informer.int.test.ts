import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type ChannelResource, createInformer, type Informer, isConflict, isNotFound } from ".";

let world: TestWorld;
let cluster: TestCluster;
let namespace: string;
let informer: Informer<ChannelResource> | undefined;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  namespace = await cluster.createSpaceNamespace();
});
afterEach(async () => {
  await informer?.stop();
});
afterAll(async () => {
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 15_000, interval: 50 });
const create = (name: string) => cluster.kube.channels.create({ metadata: { namespace, name }, spec: {} });

function observe(options: { watchSeconds?: number } = {}) {
  const seen: string[] = [];
  informer = createInformer<ChannelResource>({
    client: cluster.kube.channels,
    log: world.log,
    namespace,
    ...options,
    onChange: ({ ref, object, previous, initial }) => {
      const what = object === undefined ? "gone" : previous === undefined ? "new" : "changed";
      seen.push(`${what} ${ref.name}${initial ? " initially" : ""}`);
    },
  });
  return { seen, informer };
}

test("the client's verbs work against the API server, and failures are told apart", async () => {
  const { channels } = cluster.kube;
  const ref = { namespace, name: "verbs" };
  const created = await create("verbs");
  await expect(create("verbs")).rejects.toSatisfy(isConflict);
  await expect(channels.get({ namespace, name: "none" })).rejects.toSatisfy(isNotFound);
  const patched = await channels.patch(ref, { spec: { topic: "One" } });
  expect(patched.spec.topic).toBe("One");
  await expect(channels.replace({ ...created, spec: { topic: "Two" } })).rejects.toSatisfy(isConflict);
  await expect(
    channels.patch(ref, { metadata: { resourceVersion: created.metadata.resourceVersion }, spec: {} }),
  ).rejects.toSatisfy(isConflict);
  const applied = await channels.apply(
    { metadata: ref, spec: { displayName: "Verbs" } },
    { manager: "test", force: true },
  );
  expect(applied.spec).toMatchObject({ topic: "One", displayName: "Verbs" });
  await expect(channels.patch(ref, { spec: { retentionPolicy: "soon" } })).rejects.toMatchObject({
    code: "VALIDATION",
    fields: [{ path: "spec.retentionPolicy" }],
  });
  await channels.delete(ref);
  expect(await channels.find(ref)).toBeUndefined();
});

test("the first list is complete when the informer has started, and changes follow", async () => {
  await create("first");
  const { seen, informer } = observe();
  await informer.start();
  expect(seen).toEqual(["new first initially"]);
  await create("second");
  await cluster.kube.channels.patch({ namespace, name: "first" }, { spec: { topic: "x" } });
  await cluster.kube.channels.delete({ namespace, name: "second" });
  await until(() => expect(seen.slice(1)).toEqual(["new second", "changed first", "gone second"]));
  expect(informer.get({ namespace, name: "first" })?.spec.topic).toBe("x");
  expect(informer.list(namespace)).toHaveLength(1);
});

test("a watch that ends goes on where it was, with nothing twice", async () => {
  const { seen, informer } = observe({ watchSeconds: 1 });
  await informer.start();
  await cluster.stop();
  await cluster.start();
  await create("after-restart");
  await until(() => expect(seen).toContain("new after-restart"));
  expect(seen).toEqual(["new first initially", "new after-restart"]);
});

test("when the server no longer keeps the place, everything is listed again and what vanished is reported", async () => {
  const { seen, informer } = observe();
  await informer.start();
  await cluster.stop();
  await world.db.kubernetesObject.deleteMany({ where: { namespace, name: "after-restart" } });
  await world.db.$executeRaw`UPDATE "KubernetesRevision" SET current = current + 10, compacted = current + 10`;
  await world.db.kubernetesEvent.deleteMany();
  await cluster.start();
  await until(() => expect(seen).toContain("gone after-restart"));
  expect(informer.list(namespace).map(({ metadata }) => metadata.name)).toEqual(["first"]);
});
