import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChannelFeed, FeedOptions } from "@/sdk";
import type { HistoryPage, HistoryQuery, StoredMessage } from "@/sdk/protocol";
import { type TimelineOptions, TimelineStore } from "./store";

const place = { channel: "sensors" };
const message = (sequence: number, id = `id-${sequence}`): StoredMessage => ({
  place,
  sequence,
  storedAt: new Date(sequence * 1_000).toISOString(),
  envelope: { id, type: "text", source: "signal", timestamp: new Date(0).toISOString(), payload: { text: "x" } },
});

/** A subject's messages in memory, with the contract of History and of a feed. */
function subject(count: number) {
  const stored = Array.from({ length: count }, (_, index) => message(index + 1));
  let feed: FeedOptions | undefined;
  let failure: Error | undefined;
  return {
    stored,
    fail: (error: Error | undefined) => {
      failure = error;
    },
    read: async ({ before, after, limit = 100 }: HistoryQuery): Promise<HistoryPage> => {
      if (failure) throw failure;
      const end = before === undefined ? stored.length : before - 1;
      const [from, through] =
        after === undefined ? [Math.max(0, end - limit), end] : [after, Math.min(stored.length, after + limit)];
      return {
        messages: stored.slice(from, through),
        from,
        through,
        hasOlder: from > 0,
        hasNewer: through < stored.length,
      };
    },
    open: (options: FeedOptions): ChannelFeed => {
      feed = options;
      options.onStatus?.({ kind: "live" });
      return {
        place,
        through: options.from ?? 0,
        status: { kind: "live" },
        ready: Promise.resolve(),
        close: () => undefined,
      };
    },
    arrive: (number: number) => {
      const batch = Array.from({ length: number }, () => message(stored.length + 1));
      for (const [index, each] of batch.entries()) batch[index] = message(each.sequence + index);
      stored.push(...batch);
      feed?.onMessages(batch);
    },
    deliver: (each: StoredMessage) => {
      stored.push(each);
      feed?.onMessages([each]);
    },
    end: (reason: string) => feed?.onStatus?.({ kind: "ended", reason }),
  };
}

const limits = { max: 30, target: 20, tail: 5 };
async function started(count: number, options: Partial<TimelineOptions> = {}) {
  const source = subject(count);
  const store = new TimelineStore({
    place,
    read: (query) => source.read({ ...query, limit: 10 }),
    isRefusal: (error) => error instanceof Error && error.message === "forbidden",
    limits,
    ...options,
  });
  await store.start();
  store.connect(source.open);
  const sequences = () => store.getSnapshot().rows.flatMap((row) => row.sequence ?? []);
  return { store, source, sequences };
}
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("TimelineStore", () => {
  it("shows the newest page and then what arrives", async () => {
    const { store, source, sequences } = await started(25);
    expect(sequences()).toEqual(from(17, 25));
    source.arrive(2);
    expect(sequences()).toEqual(from(17, 27));
    expect(store.getSnapshot()).toMatchObject({ phase: { kind: "ready" }, feed: { kind: "live" }, unseen: 0 });
  });

  it("reads older pages up to the beginning", async () => {
    const { store, sequences } = await started(25);
    await store.loadOlder();
    expect(sequences()).toEqual(from(7, 25));
    await store.loadOlder();
    expect(sequences()).toEqual(from(1, 25));
    expect(store.getSnapshot().older).toBe("complete");
  });

  it("counts what arrives while the reader is elsewhere, and forgets it at the end", async () => {
    const { store, source } = await started(25);
    store.setReader({ kind: "at", first: 17, last: 20 });
    source.arrive(3);
    expect(store.getSnapshot().unseen).toBe(3);
    store.setReader({ kind: "end" });
    expect(store.getSnapshot().unseen).toBe(0);
  });

  it("stays bounded under a flood, with the reader at the end or far from it", async () => {
    const { store, source, sequences } = await started(5);
    for (let round = 0; round < 100; round++) source.arrive(10);
    expect(sequences().length).toBeLessThanOrEqual(limits.max);
    expect(sequences().at(-1)).toBe(1_005);
    store.setReader({ kind: "at", first: sequences()[2] ?? 0, last: sequences()[5] ?? 0 });
    const anchor = sequences()[2];
    for (let round = 0; round < 100; round++) source.arrive(10);
    expect(sequences()).toContain(anchor);
    expect(sequences().length).toBeLessThanOrEqual(limits.max);
    expect(store.getSnapshot()).toMatchObject({ newer: "more", unseen: 1_000 });
  });

  it("reaches the live end again by pages, without a gap", async () => {
    const { store, source, sequences } = await started(40);
    store.setReader({ kind: "at", first: 33, last: 35 });
    for (let round = 0; round < 10; round++) source.arrive(10);
    expect(store.getSnapshot().newer).toBe("more");
    for (let page = 0; page < 20 && store.getSnapshot().newer !== "complete"; page++) {
      const last = sequences().at(-1) ?? 0;
      store.setReader({ kind: "at", first: last - 1, last });
      await store.loadNewer();
    }
    const shown = sequences();
    expect(shown).toEqual(from(shown[0] ?? 0, 140));
  });

  it("never shows two messages as neighbours that are not, whatever the reader does", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("arrive" as const), by: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ kind: fc.constant("read" as const), by: fc.nat(30) }),
      fc.record({ kind: fc.constantFrom("older" as const, "newer" as const, "end" as const), by: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(step, { maxLength: 40 }), async (count, steps) => {
        const { store, source, sequences } = await started(count);
        for (const { kind, by } of steps) {
          const first = sequences()[by];
          if (kind === "arrive") source.arrive(by);
          else if (kind === "older") await store.loadOlder();
          else if (kind === "newer") await store.loadNewer();
          else if (kind === "end") store.jumpToEnd();
          else if (first !== undefined) store.setReader({ kind: "at", first, last: first + 3 });
          const shown = sequences();
          if (shown[0] !== undefined) expect(shown).toEqual(from(shown[0], shown[0] + shown.length - 1));
          if (store.getSnapshot().newer === "complete" && shown.length > 0)
            expect(shown.at(-1)).toBe(source.stored.length);
        }
        await store.loadNewer();
        store.jumpToEnd();
        if (source.stored.length > 1) expect(sequences().at(-1)).toBe(source.stored.length);
      }),
      { numRuns: 200 },
    );
  });

  it("says that a page could not be read and reads it when asked again", async () => {
    const { store, source, sequences } = await started(25);
    source.fail(new Error("offline"));
    await store.loadOlder();
    expect(store.getSnapshot().older).toBe("failed");
    source.fail(undefined);
    await store.loadOlder();
    expect(sequences()[0]).toBe(7);
  });

  it("ends with the reason when access is removed, keeps what was read, and begins again when asked", async () => {
    const { store, source, sequences } = await started(25);
    source.end("You are no longer in a group of this channel.");
    expect(store.getSnapshot().phase).toEqual({
      kind: "ended",
      reason: "You are no longer in a group of this channel.",
    });
    expect(sequences()).toHaveLength(9);
    source.arrive(4);
    await store.start();
    expect(store.getSnapshot().phase.kind).toBe("ready");
    expect(sequences().at(-1)).toBe(29);
  });

  it("ends at once where the place may not be read", async () => {
    const { store, source } = await started(5);
    source.fail(new Error("forbidden"));
    await store.start();
    expect(store.getSnapshot().phase).toEqual({ kind: "ended", reason: "forbidden" });
  });

  it("turns a sent message into the stored one", async () => {
    const { store, source } = await started(5);
    await store.send({ id: "mine", text: "hi" }, "ada", async () => ({ verdict: "accepted", id: "mine", sequence: 6 }));
    expect(store.getSnapshot().rows.at(-1)).toMatchObject({ key: "mine", outbox: { state: { kind: "accepted" } } });
    source.deliver(message(6, "mine"));
    const last = store.getSnapshot().rows.at(-1);
    expect(last).toMatchObject({ key: "mine", sequence: 6 });
    expect(last?.outbox).toBeUndefined();
  });

  it("keeps a refused message with its verdict where it was written until it is discarded", async () => {
    const { store, source } = await started(5);
    const verdict = { verdict: "refused", code: "forbidden", rule: "channel.post", reason: "Read only." } as const;
    await store.send({ id: "mine", text: "hi" }, "ada", () =>
      Promise.reject(Object.assign(new Error("no"), { verdict })),
    );
    source.arrive(1);
    expect(
      store
        .getSnapshot()
        .rows.map((row) => row.key)
        .slice(-2),
    ).toEqual(["mine", "id-6"]);
    expect(store.getSnapshot().rows.at(-2)?.outbox?.state).toEqual({ kind: "refused", verdict });
    store.discard("mine");
    expect(store.getSnapshot().rows.some((row) => row.key === "mine")).toBe(false);
  });

  it("orders messages of a channel that keeps nothing as they arrive", async () => {
    const { store, source } = await started(0);
    for (const id of ["a", "b"]) {
      const { sequence: _, ...unstored } = message(1, id);
      source.deliver(unstored as StoredMessage);
    }
    expect(store.getSnapshot().rows.map((row) => [row.key, row.sequence])).toEqual([
      ["a", undefined],
      ["b", undefined],
    ]);
  });
});
