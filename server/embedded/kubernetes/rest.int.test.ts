import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  namespace = await cluster.createSpaceNamespace();
});
afterAll(async () => {
  rest.close();
  await cluster.close();
  await world.close();
});

const at = (resource: string, name = "") =>
  `/apis/agents.platform.io/v1/namespaces/${namespace}/${resource}${name ? `/${name}` : ""}`;
const channel = (name: string, spec: object = {}, metadata: object = {}) => ({
  apiVersion: "agents.platform.io/v1",
  kind: "Channel",
  metadata: { name, ...metadata },
  spec,
});
const thread = (name: string, spec: object) => ({ ...channel(name, spec), kind: "Thread" });
const create = async (name: string, spec: object = {}, metadata: object = {}) => {
  const { status, body } = await rest.send("POST", at("channels"), { body: channel(name, spec, metadata) });
  expect(status).toBe(201);
  return body;
};
const merge = { contentType: "application/merge-patch+json" };
const apply = { contentType: "application/apply-patch+yaml" };

describe("who may ask", () => {
  it("answers 401 to a wrong token and 403 to none", async () => {
    const wrong = await rest.send("GET", at("channels"), { headers: { authorization: "Bearer wrong" } });
    expect(wrong).toMatchObject({ status: 401, body: { kind: "Status", reason: "Unauthorized", code: 401 } });
    const none = await rest.send("GET", at("channels"), { isAnonymous: true });
    expect(none.body).toMatchObject({
      code: 403,
      message: `channels.agents.platform.io is forbidden: User "system:anonymous" cannot list resource "channels" in API group "agents.platform.io" in the namespace "${namespace}"`,
    });
    expect((await rest.send("GET", "/readyz", { isAnonymous: true })).body).toBe("ok");
  });
});

describe("create", () => {
  it("fills in defaults and what the server keeps", async () => {
    const made = await create("defaults", { authorizedGroups: ["A"] });
    expect(made.spec).toEqual({
      authorizedGroups: ["A"],
      visibility: "private",
      enablePersistence: true,
      retentionPolicy: "forever",
    });
    expect(made.metadata).toMatchObject({ name: "defaults", namespace, generation: 1 });
    expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(made.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it("makes a name out of a prefix", async () => {
    const body = { ...channel("x"), metadata: { generateName: "gen-" } };
    const made = await rest.send("POST", at("channels"), { body });
    expect(made.body.metadata.name).toMatch(/^gen-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  it("ignores a status, which only the subresource writes", async () => {
    const body = { ...channel("no-status"), status: { state: "Active" } };
    expect((await rest.send("POST", at("channels"), { body })).body.status).toBeUndefined();
  });

  it("refuses a second object of the name, another kind, another namespace, and a namespace that is not there", async () => {
    await create("twice");
    const again = await rest.send("POST", at("channels"), { body: channel("twice") });
    expect(again.body).toMatchObject({
      status: "Failure",
      message: 'channels.agents.platform.io "twice" already exists',
      reason: "AlreadyExists",
      details: { name: "twice", group: "agents.platform.io", kind: "channels" },
      code: 409,
    });
    const kind = await rest.send("POST", at("channels"), { body: thread("q", { channel: "x" }) });
    expect(kind.body).toMatchObject({ code: 422, details: { causes: [{ field: "kind" }] } });
    const other = await rest.send("POST", at("channels"), { body: channel("q", {}, { namespace: "other" }) });
    expect(other.body.message).toBe(
      "the namespace of the provided object does not match the namespace sent on the request",
    );
    const missing = await rest.send("POST", at("channels").replace(namespace, "nope"), { body: channel("q") });
    expect(missing.body).toMatchObject({ code: 404, message: 'namespaces "nope" not found' });
  });

  it("names each field that breaks the schema", async () => {
    const spec = { retentionPolicy: "7y", visibility: "secret", authorizedGroups: ["a", "a", ""], paused: "no" };
    const { status, body } = await rest.send("POST", at("channels"), { body: channel("invalid", spec) });
    expect(status).toBe(422);
    expect(body).toMatchObject({ reason: "Invalid", details: { name: "invalid", kind: "Channel" } });
    expect(body.details.causes.slice(0, 5)).toEqual([
      { reason: "FieldValueDuplicate", message: 'Duplicate value: "a"', field: "spec.authorizedGroups[1]" },
      {
        reason: "FieldValueInvalid",
        message: 'Invalid value: "": spec.authorizedGroups[2] in body should be at least 1 chars long',
        field: "spec.authorizedGroups[2]",
      },
      {
        reason: "FieldValueTypeInvalid",
        message: 'Invalid value: "string": spec.paused in body must be of type boolean: "string"',
        field: "spec.paused",
      },
      {
        reason: "FieldValueInvalid",
        message:
          "Invalid value: \"7y\": spec.retentionPolicy in body should match '^([1-9][0-9]*(s|m|h|d|w)|forever)$'",
        field: "spec.retentionPolicy",
      },
      {
        reason: "FieldValueNotSupported",
        message: 'Unsupported value: "secret": supported values: "public", "private"',
        field: "spec.visibility",
      },
    ]);
  });

  it.each([
    ["a.threads.b", 'no part of a channel\'s name may be "threads" or "private"'],
    ["private", 'no part of a channel\'s name may be "threads" or "private"'],
    ["Upper", "a lowercase RFC 1123 subdomain"],
    ["x".repeat(201), "Too long: may not be more than 200 bytes"],
  ])("refuses the channel name %s", async (name, message) => {
    const { body } = await rest.send("POST", at("channels"), { body: channel(name) });
    expect(body.details.causes[0].field).toBe("metadata.name");
    expect(body.details.causes[0].message).toContain(message);
  });

  it("takes a thread's name only as one token, and keeps it in its channel", async () => {
    const dotted = await rest.send("POST", at("threads"), { body: thread("a.b", { channel: "x" }) });
    expect(dotted.body.details.causes[0].field).toBe("metadata.name");
    const homeless = await rest.send("POST", at("threads"), { body: thread("homeless", {}) });
    expect(homeless.body.details.causes[0]).toMatchObject({ field: "spec.channel", message: "Required value" });
    await rest.send("POST", at("threads"), { body: thread("stays", { channel: "here" }) });
    const moved = await rest.send("PATCH", at("threads", "stays"), { ...merge, body: { spec: { channel: "there" } } });
    expect(moved.body).toMatchObject({
      code: 422,
      details: { causes: [{ field: "spec.channel", reason: "FieldValueInvalid" }] },
    });
    const kept = await rest.send("PATCH", at("threads", "stays"), {
      ...merge,
      body: { spec: { channel: "here", topic: "t" } },
    });
    expect(kept.status).toBe(200);
  });

  it("treats unknown and repeated fields as asked", async () => {
    const text = `{"apiVersion":"agents.platform.io/v1","kind":"Channel","metadata":{"name":"fields"},"spec":{"topic":"x","topic":"y","nope":1}}`;
    const send = (validation: string) =>
      rest.send("POST", `${at("channels")}?dryRun=All${validation && `&fieldValidation=${validation}`}`, {
        body: text,
      });
    expect((await send("Strict")).body.message).toBe(
      'Channel in version "v1" cannot be handled as a Channel: strict decoding error: duplicate field "spec.topic", unknown field "spec.nope"',
    );
    for (const validation of ["Warn", ""]) {
      const warned = await send(validation);
      expect(warned.headers["warning"]).toBe(
        '299 - "duplicate field \\"spec.topic\\"", 299 - "unknown field \\"spec.nope\\""',
      );
      expect(warned.body.spec).toEqual(expect.not.objectContaining({ nope: 1 }));
    }
    expect((await send("Ignore")).headers["warning"]).toBeUndefined();
    expect((await rest.send("GET", at("channels", "fields"))).status).toBe(404);
  });
});

describe("change", () => {
  it("replaces only the version it was made from", async () => {
    const made = await create("versions");
    const put = (body: object) => rest.send("PUT", at("channels", "versions"), { body });
    const updated = await put({ ...made, spec: { ...made.spec, topic: "one" } });
    expect(updated.status).toBe(200);
    expect((await put({ ...made, spec: { ...made.spec, topic: "two" } })).body).toMatchObject({
      code: 409,
      reason: "Conflict",
      message:
        'Operation cannot be fulfilled on channels.agents.platform.io "versions": the object has been modified; please apply your changes to the latest version and try again',
    });
    const { resourceVersion: _version, ...unversioned } = made.metadata;
    expect((await put({ ...made, metadata: unversioned })).body.details.causes[0].field).toBe(
      "metadata.resourceVersion",
    );
    expect((await put({ ...updated.body, metadata: { ...updated.body.metadata, name: "other" } })).status).toBe(400);
    const missing = await rest.send("PUT", at("channels", "absent"), { body: channel("absent") });
    expect(missing.status).toBe(404);
  });

  it("writes nothing when nothing changes, and counts generations of the desired state only", async () => {
    const made = await create("generations");
    const patch = (body: object, sub = "") =>
      rest.send("PATCH", `${at("channels", "generations")}${sub}`, { ...merge, body });
    const same = await patch({ spec: { visibility: "private" } });
    expect(same.body.metadata.resourceVersion).toBe(made.metadata.resourceVersion);
    expect((await patch({ metadata: { labels: { a: "b" } } })).body.metadata.generation).toBe(1);
    expect((await patch({ status: { state: "Active" } }, "/status")).body.metadata.generation).toBe(1);
    expect((await patch({ spec: { topic: "new" } })).body.metadata.generation).toBe(2);
  });

  it("keeps spec and status apart", async () => {
    await create("apart");
    const body = { spec: { topic: "t" }, status: { state: "Active" } };
    const main = await rest.send("PATCH", at("channels", "apart"), { ...merge, body });
    expect(main.body.spec.topic).toBe("t");
    expect(main.body.status).toBeUndefined();
    const other = { spec: { topic: "u" }, status: { state: "Paused" }, metadata: { labels: { a: "b" } } };
    const status = await rest.send("PATCH", at("channels", "apart/status"), { ...merge, body: other });
    expect(status.body).toMatchObject({ spec: { topic: "t" }, status: { state: "Paused" } });
    expect(status.body.metadata.labels).toBeUndefined();
    const wrong = await rest.send("PATCH", at("channels", "apart/status"), {
      ...merge,
      body: { status: { state: "Odd" } },
    });
    expect(wrong.body.details.causes[0].field).toBe("status.state");
  });

  it("applies JSON patches whole or not at all, and refuses other patches by name", async () => {
    await create("patches", { topic: "t" });
    const json = { contentType: "application/json-patch+json" };
    const ok = await rest.send("PATCH", at("channels", "patches"), {
      ...json,
      body: [
        { op: "test", path: "/spec/topic", value: "t" },
        { op: "replace", path: "/spec/topic", value: "u" },
      ],
    });
    expect(ok.body.spec.topic).toBe("u");
    const failed = await rest.send("PATCH", at("channels", "patches"), {
      ...json,
      body: [
        { op: "replace", path: "/spec/topic", value: "v" },
        { op: "test", path: "/spec/topic", value: "t" },
      ],
    });
    expect(failed).toMatchObject({ status: 422, body: { reason: "Invalid" } });
    expect((await rest.send("GET", at("channels", "patches"))).body.spec.topic).toBe("u");
    const strategic = { contentType: "application/strategic-merge-patch+json", body: {} };
    expect((await rest.send("PATCH", at("channels", "patches"), strategic)).body.message).toBe(
      "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml",
    );
  });
});

describe("server-side apply", () => {
  const send = (name: string, manager: string, spec: object, query = "") =>
    rest.send("PATCH", `${at("channels", name)}?fieldManager=${manager}${query}`, {
      ...apply,
      body: channel(name, spec),
    });

  it("creates, owns what was applied, and changes nothing when it is applied again", async () => {
    const made = await send("applied", "me", { topic: "x" });
    expect(made.status).toBe(201);
    expect(made.body.metadata.managedFields).toMatchObject([
      { manager: "me", operation: "Apply", fieldsV1: { "f:spec": { "f:topic": {} } } },
    ]);
    const again = await send("applied", "me", { topic: "x" });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(made.body);
  });

  it("names the field and manager of a conflict, and takes over when forced", async () => {
    await send("contested", "me", { topic: "x" });
    expect((await send("contested", "you", { topic: "y" })).body).toMatchObject({
      code: 409,
      message: 'Apply failed with 1 conflict: conflict with "me": .spec.topic',
      details: { causes: [{ reason: "FieldManagerConflict", message: 'conflict with "me"', field: ".spec.topic" }] },
    });
    const forced = await send("contested", "you", { topic: "y" }, "&force=true");
    expect(forced.body.spec.topic).toBe("y");
    expect(forced.body.metadata.managedFields).toHaveLength(1);
  });

  it("lets two managers each keep their groups of one list", async () => {
    await send("shared", "a", { authorizedGroups: ["A"] });
    const both = await send("shared", "b", { authorizedGroups: ["B"] });
    expect(both.body.spec.authorizedGroups).toEqual(["A", "B"]);
    expect((await send("shared", "a", {})).body.spec.authorizedGroups).toEqual(["B"]);
  });

  it("merges conditions of several managers through the status", async () => {
    await create("conditions");
    const condition = (type: string) => ({
      type,
      status: "True",
      reason: "Done",
      message: "",
      lastTransitionTime: "2026-01-01T00:00:00Z",
    });
    for (const type of ["Ready", "StreamReady"]) {
      const body = { ...channel("conditions"), spec: undefined, status: { conditions: [condition(type)] } };
      const path = `${at("channels", "conditions/status")}?fieldManager=${type}`;
      expect((await rest.send("PATCH", path, { ...apply, body })).status).toBe(200);
    }
    const { body } = await rest.send("GET", at("channels", "conditions"));
    expect(body.status.conditions.map(({ type }: { type: string }) => type)).toEqual(["Ready", "StreamReady"]);
  });

  it("needs a manager, and takes YAML", async () => {
    const missing = await rest.send("PATCH", at("channels", "yaml"), { ...apply, body: channel("yaml") });
    expect(missing.body.details).toMatchObject({ kind: "PatchOptions", causes: [{ field: "fieldManager" }] });
    const body =
      "apiVersion: agents.platform.io/v1\nkind: Channel\nmetadata:\n  name: yaml\nspec:\n  topic: from yaml\n";
    const made = await rest.send("PATCH", `${at("channels", "yaml")}?fieldManager=me`, { ...apply, body });
    expect(made.body.spec.topic).toBe("from yaml");
  });
});
