import { describe, expect, it } from "vitest";
import { eventType } from "../resources/event";
import { namespaceType } from "../resources/namespace";
import { matches, readSelection } from "./selection";
import { applyStrategicMerge } from "./strategic-merge";

const labelled = (labels: Record<string, string>) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "n", labels },
  status: { phase: "Active" },
});

describe("selection", () => {
  const select = (query: string, labels: Record<string, string>) =>
    matches(namespaceType, readSelection(namespaceType, new URLSearchParams(query)), labelled(labels));

  it.each([
    ["labelSelector=a", { a: "" }, true],
    ["labelSelector=!a", { a: "" }, false],
    ["labelSelector=a%3Db,c!%3Dd", { a: "b" }, true],
    ["labelSelector=a in (x, y),b", { a: "y", b: "1" }, true],
    ["labelSelector=a notin (x, y)", { a: "y" }, false],
    ["labelSelector=a notin (x, y)", {}, true],
    ["labelSelector=n > 3", { n: "4" }, true],
    ["fieldSelector=metadata.name%3Dn,status.phase%3DActive", {}, true],
    ["fieldSelector=metadata.name!%3Dn", {}, false],
  ])("%s on %o is %s", (query, labels, expected) => {
    expect(select(query, labels as Record<string, string>)).toBe(expected);
  });

  it("refuses fields the kind cannot be selected by", () => {
    expect(() => select("fieldSelector=spec.topic%3Dx", {})).toThrow("field label not supported: spec.topic");
  });

  it("selects events by the object they are about", () => {
    const event = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: "e", namespace: "n" },
      involvedObject: { kind: "Channel", name: "c" },
    };
    const query = new URLSearchParams("fieldSelector=involvedObject.kind=Channel,involvedObject.name=c");
    expect(matches(eventType, readSelection(eventType, query), event)).toBe(true);
  });
});

describe("applyStrategicMerge", () => {
  it("merges objects, merges the lists that say so, and obeys directives", () => {
    const live = { metadata: { labels: { a: "1", b: "2" }, finalizers: ["x/a", "x/b"] }, spec: { finalizers: ["k"] } };
    const patch = {
      metadata: {
        labels: { b: null, c: "3" },
        finalizers: ["x/c"],
        "$setElementOrder/finalizers": ["x/c", "x/a"],
        "$deleteFromPrimitiveList/finalizers": ["x/b"],
      },
      spec: { finalizers: ["l"] },
    };
    expect(applyStrategicMerge(namespaceType.schema, live, patch)).toEqual({
      metadata: { labels: { a: "1", c: "3" }, finalizers: ["x/a", "x/c"] },
      spec: { finalizers: ["l"] },
    });
  });
});
