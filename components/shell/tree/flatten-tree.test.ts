import { expect, test } from "vitest";
import type { ChannelItem, ThreadItem } from "@/server/api";
import { buildTree } from "./build-tree";
import { filterChannels } from "./filter-channels";
import { flattenTree } from "./flatten-tree";

const thread = (name: string, state: ThreadItem["state"] = "Active"): ThreadItem => ({
  name,
  topic: `about ${name}`,
  isPrivate: false,
  isResource: true,
  state,
  canPost: true,
});

function channel(name: string, threads: ThreadItem[] = []): ChannelItem {
  const rights = { canRead: true, canPost: true, canManage: false, canModerate: false, canCreateThread: false };
  const kept = {
    blockReason: null,
    topic: "",
    visibility: "public",
    state: "Active",
    enablePersistence: true,
  } as const;
  return {
    name,
    displayName: "",
    threads,
    threadCount: threads.filter(({ state }) => state !== "Archived").length,
    ...kept,
    ...rights,
  };
}

const open = { closed: new Set<string>(), unfolded: new Set<string>() };
const keys = (channels: ChannelItem[], view = open) => flattenTree(buildTree(channels), view).map((row) => row.key);

test("a channel's threads come before the channels below it, without archived ones", () => {
  const channels = [channel("a", [thread("t1"), thread("old", "Archived")]), channel("a.b")];
  expect(keys(channels)).toEqual(["a", "a/t1", "a.b"]);
});

test("a closed row hides everything below it", () => {
  const channels = [channel("a", [thread("t1")]), channel("a.b"), channel("c")];
  expect(keys(channels, { ...open, closed: new Set(["a"]) })).toEqual(["a", "c"]);
});

test("many threads are cut short, but never the one on screen, until they are unfolded", () => {
  const channels = [
    channel(
      "a",
      Array.from({ length: 9 }, (_, index) => thread(`t${index}`)),
    ),
  ];
  const view = { ...open, current: { channel: "a", thread: "t8" } };
  expect(keys(channels, view)).toEqual(["a", "a/t0", "a/t1", "a/t2", "a/t3", "a/t4", "a/t8", "a/…"]);
  expect(keys(channels, { ...open, unfolded: new Set(["a"]) })).toHaveLength(10);
});

test("threads that are not at hand are counted too, and are a list away once the others are unfolded", () => {
  const newest = Array.from({ length: 50 }, (_, index) => thread(`t${index}`));
  const channels = [{ ...channel("a", newest), threadCount: 60 }];
  const last = (view = open) => flattenTree(buildTree(channels), view).at(-1);
  expect(last()).toMatchObject({ kind: "more", hidden: 55, isList: false });
  expect(last({ ...open, unfolded: new Set(["a"]) })).toMatchObject({ kind: "more", hidden: 10, isList: true });
  expect(flattenTree(buildTree(filterChannels(channels, "t7")), open)).toHaveLength(2);
});

test("a filter finds channels by any part of the name, and by their threads", () => {
  const channels = [channel("sensors.anomaly"), channel("ops", [thread("anomaly-7"), thread("other")])];
  expect(filterChannels(channels, "ANOM sens").map((found) => found.name)).toEqual(["sensors.anomaly"]);
  expect(filterChannels(channels, "anomaly-7")[0]?.threads.map((found) => found.name)).toEqual(["anomaly-7"]);
});
