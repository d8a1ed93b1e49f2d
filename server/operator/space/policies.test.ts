import { expect, test } from "vitest";
import { firstFinding } from "../runtime";
import { displayNameOf, spaceChecks } from "./policies";

const namespaceOf = (metadata: object) => ({ metadata: { name: "edge", ...metadata } });
const labels = { "agents.platform.io/space": "true" };
const reasonOf = (namespace?: ReturnType<typeof namespaceOf>) =>
  firstFinding(spaceChecks, { spaceId: "edge", namespace })?.reason;

test("a labelled namespace is a space until it goes away", () => {
  expect(reasonOf(namespaceOf({ labels }))).toBeUndefined();
  expect(reasonOf(namespaceOf({}))).toBe("NotLabelled");
  expect(reasonOf(namespaceOf({ labels: { "agents.platform.io/space": "false" } }))).toBe("NotLabelled");
  expect(reasonOf(namespaceOf({ labels, deletionTimestamp: "2026-01-01T00:00:00Z" }))).toBe("NamespaceTerminating");
  expect(reasonOf(undefined)).toBe("NamespaceDeleted");
});

test("a space is called what its annotation says, else what its namespace is called", () => {
  const named = (name: string) => namespaceOf({ annotations: { "agents.platform.io/display-name": name } });
  expect(displayNameOf(named("Edge Lab"))).toBe("Edge Lab");
  expect(displayNameOf(named("  "))).toBe("edge");
  expect(displayNameOf(namespaceOf({}))).toBe("edge");
});
