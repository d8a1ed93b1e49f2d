import { expect, test } from "vitest";
import { firstFinding } from "../runtime";
import type { ChannelInput } from "./gather";
import {
  blockedConditions,
  channelChecks,
  fieldsOf,
  groupsCondition,
  readyCondition,
  streamCondition,
} from "./policies";

const input: ChannelInput = {
  spaceId: "edge",
  name: "sensors.anomaly",
  space: "ready",
  resource: { metadata: { name: "sensors.anomaly", namespace: "edge" }, spec: {} },
};
const reasonOf = (change: Partial<ChannelInput>) => firstFinding(channelChecks, { ...input, ...change })?.reason;
const withSpec = (spec: object) => ({ resource: { metadata: input.resource?.metadata ?? { name: "x" }, spec } });

test("a sound channel has no finding", () => {
  expect(reasonOf({})).toBeUndefined();
});

test.each(["a.threads.b", "private", "Upper", "a..b", "x".repeat(201)])("the name %j is refused", (name) => {
  expect(reasonOf({ name })).toBe("InvalidName");
});

test("the space comes before the spec, and the name before both", () => {
  const broken = withSpec({ retentionPolicy: "soon" });
  expect(reasonOf(broken)).toBe("InvalidRetentionPolicy");
  expect(reasonOf({ ...broken, space: "pending" })).toBe("SpaceNotReady");
  expect(reasonOf({ ...broken, space: "none" })).toBe("SpaceNotFound");
  expect(reasonOf({ ...broken, space: "none", name: "threads" })).toBe("InvalidName");
});

test("a group that nobody can create blocks the channel instead of being dropped from it", () => {
  expect(reasonOf(withSpec({ authorizedGroups: ["Fine", " padded"] }))).toBe("InvalidGroupName");
});

test("an empty spec is a private, stored channel that keeps everything", () => {
  expect(fieldsOf({})).toEqual({
    displayName: "",
    topic: "",
    visibility: "private",
    enablePersistence: true,
    retentionMs: null,
    state: "Active",
  });
});

test("missing groups are named, and the channel is not ready for them", () => {
  const groups = groupsCondition(["A", "B", "C"], ["B", "C"]);
  expect(groups).toMatchObject({ status: "False", reason: "GroupsNotFound" });
  expect(groups.message).toContain('"B", "C"');
  const stream = streamCondition("channels.x", true, undefined);
  expect(readyCondition([groups, stream], "Active")).toMatchObject({ status: "False", reason: "GroupsNotFound" });
  expect(readyCondition([groupsCondition(["A"], []), stream], "Active")).toMatchObject({
    status: "True",
    reason: "Reconciled",
  });
  expect(readyCondition([groupsCondition([], []), stream], "Paused")).toMatchObject({
    status: "True",
    reason: "Paused",
  });
});

test("a channel without persistence needs no stream", () => {
  expect(streamCondition("channels.x", false, { reason: "StreamUnavailable", message: "" }).status).toBe("True");
});

test("a blocked resource says why once and leaves the rest unknown", () => {
  expect(
    blockedConditions({ reason: "InvalidName", message: "No." }).map(({ type, status }) => `${type}=${status}`),
  ).toEqual(["Ready=False", "GroupsResolved=Unknown", "StreamReady=Unknown"]);
});
