import { expect, test } from "vitest";
import type { MemberItem } from "@/server/api";
import { heardNow, heardSince, withHeard } from "./presence";

const member: MemberItem = {
  id: "worker",
  displayName: "Worker",
  kind: "agent",
  isOnline: true,
  presence: { status: "running", since: "2030-01-01T00:00:00.000Z" },
  lastSeenAt: null,
  role: "member",
  groups: [],
  isPaused: false,
};
const at = "2030-01-01T01:00:00.000Z";

test("what somebody does stays what they said when the server tells that they are online", () => {
  const running = heardNow(undefined, { status: "running", at }, 1);
  expect(heardNow(running, { status: "online", at: "later" }, 2)).toEqual({ status: "running", since: at, at: 2 });
  expect(heardNow(running, { status: "offline", at: "later" }, 2)).toMatchObject({ status: "offline", since: "later" });
  const gone = heardNow(running, { status: "offline", at }, 2);
  expect(heardNow(gone, { status: "online", at }, 3).status).toBe("online");
});

test("the same said again leaves since when it is so", () => {
  const idle = heardNow(undefined, { status: "idle", at }, 1);
  expect(heardNow(idle, { status: "idle", at: "later" }, 2).since).toBe(at);
});

test("what was heard counts although members were read since, for as long as the server may not have written it down", () => {
  const heard = new Map([["worker", heardNow(undefined, { status: "error", at }, 50_000)]]);
  expect(heardSince(heard, 49_000)).toEqual(heard);
  expect(heardSince(heard, 51_000)).toEqual(heard);
  expect(heardSince(heard, 90_000).size).toBe(0);
});

test("a member is as was heard last", () => {
  expect(withHeard(member, undefined)).toBe(member);
  expect(withHeard(member, { status: "error", since: at, at: 1 }).presence).toEqual({ status: "error", since: at });
  expect(withHeard(member, { status: "offline", since: at, at: 1 })).toMatchObject({
    isOnline: false,
    presence: { status: "offline", since: at },
  });
  expect(withHeard(member, { status: "online", since: at, at: 1 }).presence.status).toBe("running");
  const offline = { ...member, isOnline: false, presence: { status: "offline" as const, since: null } };
  expect(withHeard(offline, { status: "online", since: at, at: 1 })).toMatchObject({
    isOnline: true,
    presence: { status: "online", since: null },
  });
});
