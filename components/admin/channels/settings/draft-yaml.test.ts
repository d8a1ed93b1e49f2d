import { expect, test } from "vitest";
import { draftYaml } from "./draft-yaml";

const stored = `apiVersion: agents.platform.io/v1
kind: Channel
metadata:
  generation: 3
  name: sensors
spec:
  authorizedGroups:
  - EdgeSensors
  paused: true
  visibility: private
status:
  state: Paused
`;
const form = {
  displayName: "",
  topic: "",
  visibility: "private" as const,
  authorizedGroups: ["EdgeSensors"],
  enablePersistence: true,
  retentionPolicy: "forever",
};

test("what the form does not show stays as it is stored", () => {
  const yaml = draftYaml(stored, { ...form, topic: "Pumps" });
  for (const line of ["  generation: 3", "  paused: true", "  state: Paused", "  topic: Pumps"])
    expect(yaml.split("\n")).toContain(line);
});

test("fields that are emptied leave the resource", () => {
  const yaml = draftYaml(stored, { ...form, authorizedGroups: [], topic: "  " });
  expect(yaml).not.toContain("authorizedGroups");
  expect(yaml).not.toContain("topic");
});

test("groups and texts are written so that kubectl reads them as they were typed", () => {
  const yaml = draftYaml(stored, { ...form, authorizedGroups: ["yes", "a: b"], topic: "# not a comment" });
  expect(yaml).toContain('  - "yes"\n  - "a: b"\n');
  expect(yaml).toContain('  topic: "# not a comment"');
});
