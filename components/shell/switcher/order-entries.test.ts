import { expect, test } from "vitest";
import type { PlaceAttention } from "@/components/attention";
import { type EntryKind, entryOf } from "./entry";
import { orderEntries } from "./order-entries";

const entry = (label: string, kind: EntryKind = "channel", extra: { isArchived?: boolean } = {}) =>
  entryOf({ key: label, kind, label, detail: "", href: `/${label}`, subject: `channels.${label}`, ...extra });

function unreadOf(places: Record<string, Partial<PlaceAttention>>) {
  const found = new Map(
    Object.entries(places).map(([name, place]) => [
      `channels.${name}`,
      { subject: `channels.${name}`, unread: 0, forMe: 0, level: "default", ...place } as PlaceAttention,
    ]),
  );
  return { of: (subject: string) => found.get(subject) };
}

const nothing = { unread: unreadOf({}), recent: [], current: undefined };
const keys = (...given: Parameters<typeof orderEntries>) => orderEntries(...given).map((item) => item.entry.key);

test("with nothing typed come recent places, then what is unread, what is for somebody first, then the rest", () => {
  const entries = ["here", "a", "b", "quiet", "loud", "muted"].map((name) => entry(name));
  const given = {
    unread: unreadOf({
      loud: { unread: 9 },
      quiet: { forMe: 1 },
      muted: { unread: 5, level: "muted" },
      b: { unread: 1 },
    }),
    recent: ["here", "b", "gone"],
    current: "here",
  };
  expect(
    orderEntries(entries, "  ", given).map(({ entry: { key }, begins }) => (begins ? `${begins}: ${key}` : key)),
  ).toEqual(["recent: b", "unread: quiet", "loud", "everything: a", "muted"]);
});

test("of equals the recent and the unread come first, and an archived one last", () => {
  const entries = [entry("lab-1"), entry("lab-2"), entry("lab-3"), entry("lab-4", "channel", { isArchived: true })];
  const given = { ...nothing, unread: unreadOf({ "lab-3": { forMe: 2 } }), recent: ["x", "x2", "x3", "lab-2"] };
  expect(keys(entries, "lab", given)).toEqual(["lab-3", "lab-2", "lab-1", "lab-4"]);
});

test("a whole name beats a kind, and otherwise channels come before pages, and these before people", () => {
  const entries = [entry("groups", "page"), entry("group-talk"), entry("group", "person"), entry("group", "channel")];
  expect(orderEntries(entries, "group", nothing).map(({ entry: { kind, label } }) => `${kind} ${label}`)).toEqual([
    "channel group",
    "person group",
    "channel group-talk",
    "page groups",
  ]);
  expect(keys(entries, "nothing like it", nothing)).toEqual([]);
  expect(keys([entry("pump-7", "agent"), entry("hall.pump")], "pump", nothing)).toEqual(["hall.pump", "pump-7"]);
});

test("what is archived is listed only when it is asked for", () => {
  const entries = [entry("old", "channel", { isArchived: true }), entry("new")];
  expect(keys(entries, "", nothing)).toEqual(["new"]);
  expect(keys(entries, "old", nothing)).toEqual(["old"]);
});
