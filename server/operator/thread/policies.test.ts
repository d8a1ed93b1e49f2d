import { expect, test } from "vitest";
import { firstFinding } from "../runtime";
import type { ThreadInput } from "./gather";
import { threadChecks } from "./policies";
import type { ThreadRow } from "./repository";

const channel: NonNullable<ThreadInput["channel"]> = {
  key: 1,
  resourceUid: "c",
  displayName: "",
  topic: "",
  visibility: "private",
  enablePersistence: true,
  retentionMs: null,
  state: "Active",
  purgeAt: null,
};
const row: ThreadRow = {
  key: 2,
  channelKey: 1,
  channel: "sensors",
  resourceUid: "t",
  topic: "",
  isPrivate: false,
  state: "Active",
  purgeAt: null,
};
const resourceOf = (spec: object) => ({
  metadata: { name: "sub", namespace: "edge" },
  spec: { channel: "sensors", ...spec },
});
const input: ThreadInput = { spaceId: "edge", name: "sub", space: "ready", channel, resource: resourceOf({}) };
const reasonOf = (change: Partial<ThreadInput>) => firstFinding(threadChecks, { ...input, ...change })?.reason;

test("a sound thread has no finding, new or known", () => {
  expect(reasonOf({})).toBeUndefined();
  expect(reasonOf({ row, owned: row })).toBeUndefined();
});

test("a thread needs a channel that is there and not archived", () => {
  expect(reasonOf({ channel: undefined })).toBe("ChannelNotFound");
  expect(reasonOf({ channel: { ...channel, state: "Archived" } })).toBe("ChannelArchived");
  expect(reasonOf({ channel: { ...channel, state: "Paused" } })).toBeUndefined();
});

test("a name with a dot is refused", () => {
  expect(reasonOf({ name: "a.b" })).toBe("InvalidName");
});

test("a thread does not move to another channel", () => {
  expect(reasonOf({ owned: { ...row, channel: "other" } })).toBe("ChannelImmutable");
});

test("a thread does not turn private or open while it lives, but may when it comes back from the archive", () => {
  const participants = resourceOf({ participantsGroups: [] });
  expect(reasonOf({ row, resource: participants })).toBe("ParticipantsImmutable");
  expect(reasonOf({ row: { ...row, isPrivate: true } })).toBe("ParticipantsImmutable");
  expect(reasonOf({ row: { ...row, state: "Archived" }, resource: participants })).toBeUndefined();
  expect(reasonOf({ row: { ...row, isPrivate: true }, resource: participants })).toBeUndefined();
});
