import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createTestWorld,
  type KubernetesRest,
  openKubernetesRest,
  startCluster,
  type TestCluster,
  type TestWorld,
} from "@/server/testing";

let world: TestWorld;
let cluster: TestCluster;
let rest: KubernetesRest;
let namespace: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  rest = openKubernetesRest(cluster.kubeconfig);
});
beforeEach(async () => {
  namespace = await cluster.createSpaceNamespace();
});
afterAll(async () => {
  rest.close();
  await cluster.close();
  await world.close();
});

const at = (resource: string, name = "") =>
  `/apis/agents.platform.io/v1/namespaces/${namespace}/${resource}${name ? `/${name}` : ""}`;
const create = async (name: string, metadata: object = {}, spec: object = {}) => {
  const body = { apiVersion: "agents.platform.io/v1", kind: "Channel", metadata: { name, ...metadata }, spec };
  const answer = await rest.send("POST", at("channels"), { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const patch = (name: string, body: object) =>
  rest.send("PATCH", at("channels", name), { contentType: "application/merge-patch+json", body });
const names = (list: { items: { metadata: { name: string } }[] }) => list.items.map(({ metadata }) => metadata.name);

describe("list", () => {
  it("pages through everything once, with one version", async () => {
    for (const name of ["a", "b", "c", "d", "e"]) await create(name);
    const first = await rest.send("GET", `${at("channels")}?limit=2`);
    expect(first.body.metadata.remainingItemCount).toBe(3);
    const second = await rest.send("GET", `${at("channels")}?limit=2&continue=${first.body.metadata.continue}`);
    await create("f");
    const third = await rest.send("GET", `${at("channels")}?limit=9&continue=${second.body.metadata.continue}`);
    expect([first, second, third].flatMap(({ body }) => names(body))).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(third.body.metadata).toEqual({ continue: "", resourceVersion: first.body.metadata.resourceVersion });
  });

  it("selects by label and by field", async () => {
    await create("one", { labels: { team: "x" } });
    await create("two", { labels: { team: "y" } });
    const byLabel = await rest.send("GET", `${at("channels")}?labelSelector=team%20in%20(x)`);
    expect(names(byLabel.body)).toEqual(["one"]);
    const byName = await rest.send("GET", `${at("channels")}?fieldSelector=metadata.name%3Dtwo`);
    expect(names(byName.body)).toEqual(["two"]);
    const body = {
      apiVersion: "agents.platform.io/v1",
      kind: "Thread",
      metadata: { name: "t" },
      spec: { channel: "one" },
    };
    await rest.send("POST", at("threads"), { body });
    expect(names((await rest.send("GET", `${at("threads")}?fieldSelector=spec.channel%3Done`)).body)).toEqual(["t"]);
    expect(names((await rest.send("GET", `${at("threads")}?fieldSelector=spec.channel%3Dtwo`)).body)).toEqual([]);
    const unknown = await rest.send("GET", `${at("channels")}?fieldSelector=spec.topic%3Dx`);
    expect(unknown.body).toMatchObject({ code: 400, message: "field label not supported: spec.topic" });
  });

  it("shows the printer columns as a table", async () => {
    await create("shown", {}, { retentionPolicy: "7d" });
    const status = {
      state: "Active",
      natsSubject: "channels.shown",
      conditions: [
        { type: "Ready", status: "True", reason: "Done", message: "", lastTransitionTime: "2026-01-01T00:00:00Z" },
      ],
    };
    await rest.send("PATCH", `${at("channels", "shown")}/status`, {
      contentType: "application/merge-patch+json",
      body: { status },
    });
    const accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    const { body } = await rest.send("GET", at("channels"), { headers: { accept } });
    expect(body.columnDefinitions.map(({ name }: { name: string }) => name)).toEqual([
      "Name",
      "State",
      "Visibility",
      "Subject",
      "Retention",
      "Ready",
      "Age",
    ]);
    expect(body.rows[0].cells.slice(0, 6)).toEqual(["shown", "Active", "private", "channels.shown", "7d", "True"]);
    expect(body.rows[0].cells[6]).toMatch(/^\d+s$/);
    expect(body.rows[0].object.kind).toBe("PartialObjectMetadata");
  });
});

describe("watch", () => {
  const watch = (query: string, accept?: string) => rest.watch(`${at("channels")}?watch=true&${query}`, accept);

  it("tells every change after a version, in order", async () => {
    const { metadata } = (await rest.send("GET", at("channels"))).body;
    const events = await watch(`resourceVersion=${metadata.resourceVersion}`);
    await create("seen");
    await patch("seen", { spec: { topic: "t" } });
    await rest.send("DELETE", at("channels", "seen"));
    const seen = [await events.next(), await events.next(), await events.next()];
    expect(seen.map(({ type, object }) => [type, object.metadata.name])).toEqual([
      ["ADDED", "seen"],
      ["MODIFIED", "seen"],
      ["DELETED", "seen"],
    ]);
    const versions = seen.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    events.close();
  });

  it("starts with what is there, says when that was all, and goes on", async () => {
    await create("before");
    const events = await watch("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
    expect(await events.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "before" } } });
    expect(await events.next()).toMatchObject({
      type: "BOOKMARK",
      object: { kind: "Channel", metadata: { annotations: { "k8s.io/initial-events-end": "true" } } },
    });
    await create("after");
    expect(await events.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "after" } } });
    events.close();
  });

  it("sees objects enter and leave a selection", async () => {
    const { metadata } = (await rest.send("GET", at("channels"))).body;
    const events = await watch(`resourceVersion=${metadata.resourceVersion}&labelSelector=on%3Dyes`);
    await create("selected");
    await patch("selected", { metadata: { labels: { on: "yes" } } });
    await patch("selected", { spec: { topic: "t" } });
    const left = (await patch("selected", { metadata: { labels: { on: "no" } } })).body;
    const seen = [await events.next(), await events.next(), await events.next()];
    expect(seen.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
    expect(seen[2].object.metadata).toMatchObject({
      labels: { on: "yes" },
      resourceVersion: left.metadata.resourceVersion,
    });
    events.close();
  });

  it("ends at its time with a bookmark", async () => {
    const events = await watch("resourceVersion=0&timeoutSeconds=1&allowWatchBookmarks=true");
    expect(await events.next()).toMatchObject({ type: "BOOKMARK" });
    expect(await events.next()).toBeUndefined();
  });

  it("sends tables whose columns come once", async () => {
    await create("row");
    const events = await watch("resourceVersion=0", "application/json;as=Table;v=v1;g=meta.k8s.io");
    const first = await events.next();
    expect(first).toMatchObject({
      type: "ADDED",
      object: { kind: "Table", rows: [{ cells: expect.arrayContaining(["row"]) }] },
    });
    await create("second-row");
    expect((await events.next()).object.columnDefinitions).toBeNull();
    events.close();
  });

  it("says 410 when the changes are no longer kept, and when the version is of another database", async () => {
    await create("old");
    const { current } = await world.db.kubernetesRevision.findUniqueOrThrow({ where: { id: 1 } });
    await world.db.kubernetesEvent.deleteMany();
    await world.db.kubernetesRevision.update({ where: { id: 1 }, data: { compacted: current } });
    for (const version of ["1", String(current + 1000n)]) {
      const events = await watch(`resourceVersion=${version}`);
      expect(await events.next()).toMatchObject({
        type: "ERROR",
        object: { kind: "Status", code: 410, reason: "Expired" },
      });
      expect(await events.next()).toBeUndefined();
    }
  });

  it("goes on where it was after the server was restarted, and finds everything still there", async () => {
    await create("kept");
    const { body } = await rest.send("GET", at("channels"));
    await create("while-away");
    await cluster.stop();
    await cluster.start();
    expect(names((await rest.send("GET", at("channels"))).body)).toEqual(["kept", "while-away"]);
    const events = await watch(`resourceVersion=${body.metadata.resourceVersion}`);
    expect(await events.next()).toMatchObject({ type: "ADDED", object: { metadata: { name: "while-away" } } });
    events.close();
  });

  it("gives every watcher the same hundred changes that ten writers make at once", async () => {
    const { metadata } = (await rest.send("GET", at("channels"))).body;
    const watchers = await Promise.all([1, 2, 3].map(() => watch(`resourceVersion=${metadata.resourceVersion}`)));
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let count = 0; count < 10; count += 1) await create(`w${writer}-${count}`);
    });
    const seen = await Promise.all(
      watchers.map(async (events) => {
        const found: number[] = [];
        while (found.length < 100) found.push(Number((await events.next()).object.metadata.resourceVersion));
        events.close();
        return found;
      }),
    );
    await Promise.all(writers);
    const [first] = seen;
    expect(first).toEqual([...(first ?? [])].sort((a, b) => a - b));
    for (const other of seen) expect(other).toEqual(first);
  });
});

describe("delete", () => {
  it("answers with a success, and not for another object of the name", async () => {
    const made = await create("gone");
    const refused = await rest.send("DELETE", at("channels", "gone"), {
      body: { preconditions: { uid: "00000000-0000-0000-0000-000000000000" } },
    });
    expect(refused.body.message).toMatch(
      /^Operation cannot be fulfilled on Channel\.agents\.platform\.io "gone": the UID/,
    );
    const done = await rest.send("DELETE", at("channels", "gone"), { body: { propagationPolicy: "Background" } });
    expect(done.body).toEqual({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Success",
      details: { name: "gone", group: "agents.platform.io", kind: "channels", uid: made.metadata.uid },
    });
    expect((await rest.send("DELETE", at("channels", "gone"))).status).toBe(404);
  });

  it("waits for finalizers, takes no new ones, and goes with the last", async () => {
    await create("held", { finalizers: ["agents.platform.io/archive"] });
    const held = await rest.send("DELETE", at("channels", "held"));
    expect(held.body).toMatchObject({ kind: "Channel", metadata: { deletionGracePeriodSeconds: 0, generation: 2 } });
    expect((await rest.send("DELETE", at("channels", "held"))).body).toEqual(held.body);
    const more = await patch("held", { metadata: { finalizers: ["agents.platform.io/archive", "a.io/b"] } });
    expect(more.body.details.causes[0].field).toBe("metadata.finalizers");
    expect((await patch("held", { metadata: { finalizers: null } })).status).toBe(200);
    expect((await rest.send("GET", at("channels", "held"))).status).toBe(404);
  });

  it("deletes a selection", async () => {
    await create("stay");
    await create("leave", { labels: { a: "b" } });
    const { body } = await rest.send("DELETE", `${at("channels")}?labelSelector=a%3Db`);
    expect(names(body)).toEqual(["leave"]);
    expect(names((await rest.send("GET", at("channels"))).body)).toEqual(["stay"]);
  });

  it("takes along what belonged to the object alone, or lets it go when asked", async () => {
    const owned = (owner: { metadata: { name: string; uid: string } }, extra: object = {}) => ({
      ownerReferences: [
        {
          apiVersion: "agents.platform.io/v1",
          kind: "Channel",
          name: owner.metadata.name,
          uid: owner.metadata.uid,
          ...extra,
        },
      ],
    });
    const first = await create("owner");
    await create("owned", owned(first));
    await rest.send("DELETE", at("channels", "owner"));
    expect(names((await rest.send("GET", at("channels"))).body)).toEqual([]);

    const second = await create("orphaner");
    await create("orphan", owned(second));
    await rest.send("DELETE", at("channels", "orphaner"), { body: { propagationPolicy: "Orphan" } });
    expect((await rest.send("GET", at("channels", "orphan"))).body.metadata.ownerReferences).toBeUndefined();

    const third = await create("patient");
    await create("slow", { ...owned(third, { blockOwnerDeletion: true }), finalizers: ["a.io/b"] });
    const waiting = await rest.send("DELETE", at("channels", "patient"), { body: { propagationPolicy: "Foreground" } });
    expect(waiting.body.metadata.finalizers).toEqual(["foregroundDeletion"]);
    await patch("slow", { metadata: { finalizers: null } });
    expect(names((await rest.send("GET", at("channels"))).body)).toEqual(["orphan"]);
  });

  it("empties a namespace, waits for what is held, takes nothing new, and removes it", async () => {
    await create("quick");
    await create("held", { finalizers: ["a.io/b"] });
    const { body } = await rest.send("DELETE", `/api/v1/namespaces/${namespace}`);
    expect(body).toMatchObject({ kind: "Namespace", status: { phase: "Terminating" } });
    expect(names((await rest.send("GET", at("channels"))).body)).toEqual(["held"]);
    const late = await rest.send("POST", at("channels"), {
      body: { apiVersion: "agents.platform.io/v1", kind: "Channel", metadata: { name: "late" }, spec: {} },
    });
    expect(late.body).toMatchObject({ code: 403, details: { causes: [{ reason: "NamespaceTerminating" }] } });
    await patch("held", { metadata: { finalizers: [] } });
    await vi.waitFor(async () => expect((await rest.send("GET", `/api/v1/namespaces/${namespace}`)).status).toBe(404));
  });

  it("keeps the namespaces every cluster has", async () => {
    expect((await rest.send("DELETE", "/api/v1/namespaces/default")).status).toBe(403);
  });
});
