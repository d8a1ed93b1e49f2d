import { expect, test } from "vitest";
import type { PlaceAttention, Unread } from "@/components/attention";
import type { ChannelItem } from "@/server/api";
import { buildTree } from "./build-tree";
import { flattenTree } from "./flatten-tree";
import { nextUnread } from "./next-unread";
import { attentionOfRow } from "./row-attention";

function channel(name: string, threads: string[] = []): ChannelItem {
  return {
    ...{ name, displayName: "", topic: "", visibility: "public", state: "Active", enablePersistence: true },
    ...{ canRead: true, canPost: true, canManage: false, canModerate: false, canCreateThread: true, blockReason: null },
    threadCount: threads.length,
    threads: threads.map((thread) => ({
      ...{ name: thread, topic: "", isPrivate: false, state: "Active", isResource: false, canPost: true },
    })),
  };
}

function unreadOf(places: Record<string, Partial<PlaceAttention>>): Unread {
  const told = new Map(
    Object.entries(places).map(([subject, of]) => [
      subject,
      { subject, unread: 0, forMe: 0, level: "default" as const, ...of },
    ]),
  );
  return { forMe: 0, threads: 0, of: (subject) => told.get(subject) };
}

const channels = [channel("alpha"), channel("beta", ["talk"]), channel("gamma"), channel("sensors.heat")];

test("the next one with something unread comes round the tree, the open one left out", () => {
  const unread = unreadOf({
    "channels.alpha": { unread: 3 },
    "channels.beta.threads.talk": { unread: 1 },
    "channels.sensors.heat": { forMe: 1 },
  });
  const next = (current: { channel: string; thread?: string } | undefined, direction: 1 | -1 = 1) =>
    nextUnread(channels, unread, current, direction);
  expect(next(undefined)).toEqual({ channel: "alpha" });
  expect(next({ channel: "alpha" })).toEqual({ channel: "beta", thread: "talk" });
  expect(next({ channel: "beta", thread: "talk" })).toEqual({ channel: "sensors.heat" });
  expect(next({ channel: "sensors.heat" })).toEqual({ channel: "alpha" });
  expect(next({ channel: "alpha" }, -1)).toEqual({ channel: "sensors.heat" });
  expect(next(undefined, -1)).toEqual({ channel: "sensors.heat" });
  expect(nextUnread(channels, unreadOf({ "channels.alpha": { unread: 1 } }), { channel: "alpha" }, 1)).toBeUndefined();
});

test("a closed row tells of what is below it, an open one only of itself", () => {
  const unread = unreadOf({
    "channels.beta.threads.talk": { unread: 1, forMe: 1 },
    "channels.sensors.heat": { unread: 100 },
    "channels.gamma": { unread: 0, level: "muted" },
  });
  const rows = (closed: string[]) =>
    flattenTree(buildTree(channels), { closed: new Set(closed), unfolded: new Set() }).map((row) => [
      row.key,
      attentionOfRow(row, unread),
    ]);
  const open = Object.fromEntries(rows([]));
  expect(open["beta"]).toMatchObject({ unread: 0, forMe: 0 });
  expect(open["beta/talk"]).toMatchObject({ unread: 1, forMe: 1, isDot: true });
  expect(open["gamma"]).toMatchObject({ isMuted: true });
  const closed = Object.fromEntries(rows(["beta"]));
  expect(closed["beta"]).toMatchObject({ unread: 1, forMe: 1, isDot: true });
  expect(closed["beta/talk"]).toBeUndefined();
});
