import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonRecord, KubeObject, ManagedFieldsEntry } from "../object";
import { typeOfDefinition } from "../resources/from-definition";
import { applyConfiguration } from "./apply";
import { decodeFieldsV1, encodeFieldsV1 } from "./fields-v1";
import { joinPath, type PathSet } from "./path-set";
import { trackUpdate } from "./track-update";

const type = typeOfDefinition({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "things.example.org" },
  spec: {
    group: "example.org",
    scope: "Namespaced",
    names: { kind: "Thing", plural: "things" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                properties: {
                  topic: { type: "string" },
                  other: { type: "string" },
                  groups: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
                  plain: { type: "array", items: { type: "string" } },
                  settings: { type: "object", additionalProperties: { type: "string" } },
                  nested: { type: "object", properties: { deep: { type: "string" } } },
                },
              },
              status: {
                type: "object",
                properties: {
                  conditions: {
                    type: "array",
                    "x-kubernetes-list-type": "map",
                    "x-kubernetes-list-map-keys": ["type"],
                    items: { type: "object", properties: { type: { type: "string" }, status: { type: "string" } } },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
});

const now = new Date("2026-01-02T03:04:05Z");
const identity: KubeObject = { apiVersion: "example.org/v1", kind: "Thing", metadata: { name: "x" } };
const withSpec = (spec: JsonRecord, metadata: object = {}): KubeObject => ({
  ...identity,
  metadata: { name: "x", ...metadata },
  spec,
});

function apply(live: KubeObject, manager: string, spec: JsonRecord, force = false): KubeObject {
  const result = applyConfiguration(type, live, withSpec(spec), { manager, subresource: "", now, force });
  if ("conflicts" in result) throw new Error(JSON.stringify(result.conflicts));
  return result.object;
}

function update(live: KubeObject, manager: string, change: (object: KubeObject) => void, at = now): KubeObject {
  const object = structuredClone(live);
  change(object);
  trackUpdate(type, live, object, { manager, subresource: "", now: at });
  return object;
}

const fieldsOf = (object: KubeObject, manager: string): JsonRecord | undefined =>
  object.metadata.managedFields?.find((entry: ManagedFieldsEntry) => entry.manager === manager)?.fieldsV1;

describe("FieldsV1", () => {
  it("is read as it was written, for any set of fields", () => {
    const element = fc.oneof(
      fc
        .string({ minLength: 1 })
        .filter((text) => !text.includes("\u0000"))
        .map((text) => `f:${text}`),
      fc
        .string()
        .filter((text) => !text.includes("\u0000"))
        .map((text) => `v:${JSON.stringify(text)}`),
      fc.string({ minLength: 1 }).map((text) => `k:${JSON.stringify({ name: text })}`),
    );
    const path = fc.array(element, { minLength: 1, maxLength: 4 }).map((elements) => elements.reduce(joinPath, ""));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 12 }), (paths) => {
        const set: PathSet = new Set(paths);
        expect(decodeFieldsV1(JSON.parse(JSON.stringify(encodeFieldsV1(set))))).toEqual(set);
      }),
    );
  });
});

describe("trackUpdate", () => {
  it("gives the creator every field, parents and list items included", () => {
    const created = update(identity, "kubectl-create", (object) => {
      object["spec"] = { topic: "t", groups: ["a"], plain: ["b"] };
      object.metadata.labels = { team: "a" };
    });
    expect(created.metadata.managedFields).toEqual([
      {
        apiVersion: "example.org/v1",
        fieldsType: "FieldsV1",
        fieldsV1: {
          "f:metadata": { "f:labels": { ".": {}, "f:team": {} } },
          "f:spec": { ".": {}, "f:groups": { ".": {}, 'v:"a"': {} }, "f:plain": {}, "f:topic": {} },
        },
        manager: "kubectl-create",
        operation: "Update",
        time: "2026-01-02T03:04:05Z",
      },
    ]);
  });

  it("moves a changed field to the one who changed it, and forgets a removed one", () => {
    const created = update(identity, "a", (object) => {
      object["spec"] = { topic: "t", other: "o" };
    });
    const changed = update(created, "b", (object) => {
      object["spec"] = { topic: "new" };
    });
    expect(fieldsOf(changed, "a")).toEqual({ "f:spec": {} });
    expect(fieldsOf(changed, "b")).toEqual({ "f:spec": { "f:topic": {} } });
  });

  it("changes nothing, not even the time, when nothing changed", () => {
    const created = update(identity, "a", (object) => {
      object["spec"] = { topic: "t" };
    });
    const again = update(created, "a", () => undefined, new Date("2027-01-01T00:00:00Z"));
    expect(again.metadata.managedFields).toEqual(created.metadata.managedFields);
  });

  it("takes a list of managers that the client sends, and an empty entry as a wish to start over", () => {
    const created = update(identity, "a", (object) => {
      object["spec"] = { topic: "t" };
    });
    const renamed = update(created, "b", (object) => {
      object.metadata.managedFields = created.metadata.managedFields?.map((entry) => ({ ...entry, manager: "c" }));
    });
    expect(fieldsOf(renamed, "c")).toEqual(fieldsOf(created, "a"));
    const reset = update(created, "b", (object) => {
      object.metadata.managedFields = [{}];
    });
    expect(reset.metadata.managedFields).toBeUndefined();
  });
});

describe("applyConfiguration", () => {
  it("owns exactly what was applied", () => {
    const object = apply(identity, "me", { topic: "t", settings: { k: "v" }, nested: { deep: "d" }, groups: ["a"] });
    expect(fieldsOf(object, "me")).toEqual({
      "f:spec": {
        "f:groups": { 'v:"a"': {} },
        "f:nested": { "f:deep": {} },
        "f:settings": { "f:k": {} },
        "f:topic": {},
      },
    });
  });

  it("is the same when it is applied again", () => {
    const object = apply(identity, "me", { topic: "t", groups: ["a"] });
    expect(apply(object, "me", { topic: "t", groups: ["a"] })).toEqual(object);
  });

  it("removes what its manager leaves out, parents included, but nothing of others", () => {
    const mine = apply(identity, "me", { topic: "t", groups: ["a", "b"], nested: { deep: "d" }, settings: { k: "v" } });
    const ours = apply(mine, "you", { groups: ["b", "c"], settings: { l: "w" } });
    expect(ours["spec"]).toMatchObject({ groups: ["a", "b", "c"], settings: { k: "v", l: "w" } });
    const less = apply(ours, "me", { topic: "t" });
    expect(less["spec"]).toEqual({ topic: "t", groups: ["b", "c"], settings: { l: "w" } });
  });

  it("refuses to change what others own, and takes it over when forced", () => {
    const mine = apply(identity, "me", { topic: "t", plain: ["a"] });
    const refused = applyConfiguration(type, mine, withSpec({ topic: "u", plain: ["b"] }), {
      manager: "you",
      subresource: "",
      now,
      force: false,
    });
    expect(refused).toEqual({
      conflicts: [
        { manager: '"me"', field: ".spec.plain" },
        { manager: '"me"', field: ".spec.topic" },
      ],
    });
    const forced = apply(mine, "you", { topic: "u" }, true);
    expect(forced["spec"]).toEqual({ topic: "u", plain: ["a"] });
    expect(fieldsOf(forced, "me")).toEqual({ "f:spec": { "f:plain": {} } });
  });

  it("shares a field that both give the same value", () => {
    const shared = apply(apply(identity, "me", { topic: "t" }), "you", { topic: "t" });
    expect(apply(shared, "you", {})["spec"]).toEqual({ topic: "t" });
    expect(apply(apply(shared, "you", {}), "me", { other: "o" })["spec"]).toEqual({ other: "o" });
  });

  it("merges lists by key and removes items whole", () => {
    const status = (conditions: JsonRecord[]): KubeObject => ({
      ...identity,
      metadata: { name: "x" },
      status: { conditions },
    });
    const writer = (manager: string) => ({ manager, subresource: "status", now, force: false });
    const one = applyConfiguration(type, identity, status([{ type: "Ready", status: "True" }]), writer("a"));
    if (!("object" in one)) throw new Error("conflict");
    const two = applyConfiguration(type, one.object, status([{ type: "Stream", status: "False" }]), writer("b"));
    if (!("object" in two)) throw new Error("conflict");
    expect(two.object["status"]).toEqual({
      conditions: [
        { type: "Ready", status: "True" },
        { type: "Stream", status: "False" },
      ],
    });
    const gone = applyConfiguration(type, two.object, { ...identity, status: { conditions: [] } }, writer("a"));
    if (!("object" in gone)) throw new Error("conflict");
    expect(gone.object["status"]).toEqual({ conditions: [{ type: "Stream", status: "False" }] });
  });

  it("lets kubectl take over what its client-side apply wrote", () => {
    const annotation = JSON.stringify(withSpec({ topic: "t" }));
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": annotation };
    const live = update(identity, "kubectl-client-side-apply", (object) => {
      object["spec"] = { topic: "t", other: "o" };
      object.metadata.annotations = annotations;
    });
    expect(apply(live, "kubectl", { topic: "u" })["spec"]).toEqual({ topic: "u", other: "o" });
    expect(() => apply(live, "kubectl", { other: "p" })).toThrow(/kubectl-client-side-apply/);
  });
});
