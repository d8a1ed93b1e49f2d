import { expect, test } from "vitest";
import { changedFields, rebase } from "./rebase";

const base = {
  displayName: "",
  topic: "Before",
  visibility: "private" as const,
  authorizedGroups: ["A"],
  enablePersistence: true,
  retentionPolicy: "7d",
};

test("one's own changes stay on what others changed meanwhile", () => {
  const edited = { ...base, topic: "Mine", authorizedGroups: ["A", "B"] };
  const fresh = { ...base, topic: "Theirs", retentionPolicy: "30d" };
  expect(rebase(base, edited, fresh)).toEqual({
    ...base,
    topic: "Mine",
    authorizedGroups: ["A", "B"],
    retentionPolicy: "30d",
  });
});

test("lists that hold the same are the same", () => {
  expect(changedFields(base, { ...base, authorizedGroups: ["A"] })).toEqual([]);
  expect(changedFields(base, { ...base, authorizedGroups: ["B"] })).toEqual(["authorizedGroups"]);
});
