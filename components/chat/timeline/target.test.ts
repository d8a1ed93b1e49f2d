import { describe, expect, test, vi } from "vitest";
import type { ChannelFeed, FeedOptions } from "@/sdk";
import type { HistoryPage, HistoryQuery, StoredMessage } from "@/sdk/protocol";
import { redactionType } from "@/sdk/protocol/redaction";
import { TimelineStore } from "./store";

const place = { channel: "lab" };
const time = (sequence: number) => new Date(sequence * 60_000).toISOString();

function message(sequence: number): StoredMessage {
  const isRedaction = sequence === 500;
  const payload = isRedaction ? { data: { sequence: 498, reason: "spam" } } : { text: "x" };
  const type = isRedaction ? redactionType : "text";
  const envelope = { id: `id-${sequence}`, type, source: "ann", timestamp: time(sequence), payload };
  return { place, sequence, storedAt: time(sequence), envelope };
}

/** A place with every second sequence from 2 to 2,000. */
async function opened(sequence?: number) {
  const stored = Array.from({ length: 1_000 }, (_, index) => message(2 * index + 2));
  const read = vi.fn(async ({ before, after, since, limit = 100 }: HistoryQuery): Promise<HistoryPage> => {
    const start = since === undefined ? after : Math.ceil(Date.parse(since) / 60_000) - 1;
    const inRange = stored.filter((each) => each.sequence > (start ?? 0) && each.sequence < (before ?? Infinity));
    const messages = start === undefined ? inRange.slice(-limit) : inRange.slice(0, limit);
    const isWhole = messages.length === inRange.length;
    const older = stored.findLast((each) => each.sequence < (messages[0]?.sequence ?? start ?? 0));
    const end = Math.min((before ?? Infinity) - 1, 2_000);
    return {
      messages,
      from: start ?? older?.sequence ?? 0,
      through: start !== undefined && !isWhole ? (messages.at(-1)?.sequence ?? 0) : Math.max(end, start ?? 0),
      hasOlder: older !== undefined,
      hasNewer: start !== undefined && !isWhole,
    };
  });
  const store = new TimelineStore({ place, read, isRefusal: ({ message }: Error) => message === "closed" } as never);
  const target = sequence === undefined ? undefined : store.goTo({ kind: "message", sequence });
  await Promise.all([store.start(), target]);
  let feed: FeedOptions | undefined;
  store.connect((options) => {
    feed = options;
    return { place, through: 0, status: { kind: "live" }, ready: Promise.resolve(), close: () => {} } as ChannelFeed;
  });
  const sequences = () => store.getSnapshot().rows.flatMap((row) => row.sequence ?? []);
  const state = () => store.getSnapshot().target?.state;
  return { store, read, sequences, state, deliver: (each: StoredMessage) => void feed?.onMessages([each]) };
}

describe("a place opened at a message", () => {
  test("shows what lies around it, and not the live end", async () => {
    const { sequences, state, store } = await opened(800);
    expect(state()).toEqual({ kind: "found", position: 800 });
    expect(sequences()).toContain(800);
    expect([sequences()[0], sequences().at(-1)]).toEqual([702, 898]);
    expect(store.getSnapshot()).toMatchObject({ phase: { kind: "ready" }, older: "more", newer: "more" });
  });

  test("stays there while new ones come, and reads on towards the end", async () => {
    const { store, sequences, deliver } = await opened(800);
    store.setReader({ kind: "at", first: 790, last: 810 });
    deliver(message(2_002));
    expect(sequences()).toContain(800);
    expect(store.getSnapshot().unseen).toBe(1);
    await store.loadNewer();
    expect(sequences().at(-1)).toBe(1_298);
    store.jumpToEnd();
    expect(sequences().at(-1)).toBe(2_002);
    expect(store.getSnapshot().target).toBeUndefined();
  });

  test.each([
    ["that is gone or of another place", 801, { kind: "none", position: 802 }],
    ["that is only a moderator's act", 500, { kind: "none", position: 500 }],
    ["beyond the end", 5_000, { kind: "none", position: undefined }],
    ["that is the first", 2, { kind: "found", position: 2 }],
    ["that is the last", 2_000, { kind: "found", position: 2_000 }],
  ])("says what becomes of one %s", async (_, sequence, expected) => {
    expect((await opened(sequence)).state()).toEqual(expected);
  });

  test("says that it could not be read, and ends where the place may not be read", async () => {
    const { store, read, state } = await opened();
    read.mockRejectedValueOnce(new Error("offline"));
    await store.goTo({ kind: "message", sequence: 300 });
    expect(state()).toEqual({ kind: "failed", reason: "offline" });
    await store.goTo({ kind: "message", sequence: 300 });
    expect(state()).toEqual({ kind: "found", position: 300 });
    read.mockRejectedValueOnce(new Error("closed"));
    await store.goTo({ kind: "message", sequence: 1_300 });
    expect(store.getSnapshot().phase).toEqual({ kind: "ended", reason: "closed" });
  });
});

describe("going elsewhere", () => {
  test("to what is at hand reads nothing, and each time is another turn", async () => {
    const { store, read, state } = await opened(800);
    const { turn } = store.getSnapshot().target ?? {};
    read.mockClear();
    await store.goTo({ kind: "position", sequence: 805 });
    expect(state()).toEqual({ kind: "found", position: 806 });
    expect(store.getSnapshot().target?.turn).not.toBe(turn);
    expect(read).not.toHaveBeenCalled();
  });

  test("to a time shows the first message since, and to one to come the end", async () => {
    const { store, state, sequences } = await opened();
    await store.goTo({ kind: "time", time: time(601) });
    expect(state()).toEqual({ kind: "found", position: 602 });
    expect(sequences()).toContain(598);
    await store.goTo({ kind: "time", time: time(9_000) });
    expect(state()).toEqual({ kind: "none", position: undefined });
    expect(sequences().at(-1)).toBe(2_000);
  });

  test("again at once leaves only the last wish", async () => {
    const { store, state } = await opened();
    const first = store.goTo({ kind: "message", sequence: 100 });
    await store.goTo({ kind: "message", sequence: 900 });
    await first;
    expect(state()).toEqual({ kind: "found", position: 900 });
  });
});
