import { expect, test } from "vitest";
import type { RoleRow } from "../roles/role-rows";
import { changeLines, policyChangeOf, warningsOf } from "./changes";

const stored = {
  displayName: "",
  topic: "",
  visibility: "private" as const,
  authorizedGroups: ["A"],
  enablePersistence: true,
  retentionPolicy: "30d",
};
const row = (change: Partial<RoleRow>): RoleRow => ({
  key: "group:A",
  holder: { group: "A" },
  role: null,
  storedRole: null,
  isNamed: true,
  wasNamed: true,
  ...change,
});

test("every change is a line that says what was and what will be", () => {
  const form = { ...stored, topic: "Pumps", visibility: "public" as const, authorizedGroups: [] };
  const fields = ["topic", "visibility", "authorizedGroups"] as const;
  const rows = [row({ isNamed: false }), row({ role: "owner", holder: { principal: "ann" } }), row({})];
  expect(changeLines({ form, fields: [...fields], rows }, stored)).toEqual([
    "Topic changed",
    "Visibility: private → public",
    "A: taken out of the resource",
    "ann: none → owner",
  ]);
});

test("only what cannot be taken back, or opens what was closed, is warned of", () => {
  const warned = (change: object) => warningsOf(stored, { ...stored, ...change }).length;
  expect([{ retentionPolicy: "4w" }, { enablePersistence: false }, { visibility: "public" }].map(warned)).toEqual([
    1, 1, 1,
  ]);
  for (const harmless of [{}, { retentionPolicy: "31d" }, { retentionPolicy: "forever" }, { topic: "New" }])
    expect(warned(harmless), JSON.stringify(harmless)).toBe(0);
});

test("roles and resource that change together are one change to be looked at", () => {
  const roleChanges = [{ holder: { principal: "ann" }, role: "owner" as const }];
  const kindOf = (fields: ("topic" | "authorizedGroups")[], changes: typeof roleChanges) =>
    policyChangeOf("x", { form: stored, fields, roleChanges: changes })?.kind;
  expect(kindOf(["topic"], [])).toBeUndefined();
  expect(kindOf(["topic"], roleChanges)).toBe("auth");
  expect(kindOf(["authorizedGroups"], [])).toBe("resource-groups");
  expect(kindOf(["authorizedGroups"], roleChanges)).toBe("channel");
});
