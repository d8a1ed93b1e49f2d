import { expect, test } from "vitest";
import type { MemberItem } from "@/server/api";
import { memberRows } from "./member-rows";

function member(id: string, groups: string[], role: MemberItem["role"] = "member"): MemberItem {
  const presence = { status: "online" as const, since: null };
  return {
    id,
    displayName: id,
    kind: "agent",
    isOnline: true,
    presence,
    lastSeenAt: null,
    role,
    groups,
    isPaused: false,
  };
}

const outline = (rows: ReturnType<typeof memberRows>) =>
  rows.map((row) => (row.kind === "heading" ? `${row.text} ${row.count}` : row.key));

test("who is online stands below the group they belong through, owners first and those without a group last", () => {
  const online = [
    member("a", ["Crew"]),
    member("b", [], "owner"),
    member("c", ["Admins"], "owner"),
    member("d", ["Crew", "Other"]),
  ];
  const rows = memberRows({ online, offline: [member("e", ["Crew"])], hasMore: true, isOnlineWhole: true });
  expect(outline(rows)).toEqual(["Admins 1", "c", "Crew 2", "a", "d", "Without a group 1", "b", "Offline 1+", "e"]);
});

test("where nobody belongs through a group, or not everybody was read, they stand together", () => {
  const whole = { offline: [], hasMore: false, isOnlineWhole: true };
  expect(outline(memberRows({ ...whole, online: [member("a", [], null)] }))).toEqual(["Online 1", "a"]);
  const part = { offline: [], hasMore: true, isOnlineWhole: false };
  expect(outline(memberRows({ ...part, online: [member("a", ["X"]), member("b", ["Y"])] }))).toEqual([
    "Online 2+",
    "a",
    "b",
  ]);
});
