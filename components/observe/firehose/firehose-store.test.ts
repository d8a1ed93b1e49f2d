import { describe, expect, test } from "vitest";
import type { LiveArrival } from "@/sdk";
import { compileFilter, parseFilter } from "@/sdk/filter";
import type { DeliveredMessage, Envelope, Place, ReadableChannel } from "@/sdk/protocol";
import { FirehoseStore } from "./firehose-store";

const open = (name: string, more: Partial<ReadableChannel> = {}): ReadableChannel => ({
  name,
  canPost: true,
  privateThreads: [],
  ...more,
});

/** A store whose frames come when the test says so, 16 ms after each other. */
function createBench() {
  let now = 1_000_000;
  let work = 0;
  let sequence = 0;
  const frames: (() => void)[] = [];
  const store = new FirehoseStore({
    now: () => now,
    schedule: (run) => frames.push(run),
    elapsed: () => work,
    random: () => 0.5,
  });
  const bench = {
    store,
    /** How many milliseconds it takes to read a message. */
    readMs: 0,
    say(text: string, place: Place = { channel: "lab" }, envelope: Partial<Envelope> = {}, bytes = 100): number {
      sequence += 1;
      const message: DeliveredMessage = {
        place,
        sequence,
        envelope: {
          id: `id-${sequence}`,
          type: "text",
          source: "detector",
          timestamp: new Date(now).toISOString(),
          payload: { text },
          ...envelope,
        },
      };
      const arrival: LiveArrival = {
        place,
        sequence,
        bytes,
        read() {
          work += bench.readMs;
          return message;
        },
      };
      store.onArrival(arrival);
      return sequence;
    },
    /** Lets time pass, with its frames. */
    pass(ms: number) {
      for (const end = now + ms; now < end; ) {
        now += 16;
        for (const run of frames.splice(0)) run();
      }
    },
    frame: () => frames.shift()?.(),
    texts: () =>
      store
        .getList()
        .entries.map((entry) =>
          entry.kind === "note"
            ? entry.event.kind
            : entry.redaction
              ? `redacted: ${entry.redaction.reason}`
              : entry.message.envelope.payload.text,
        ),
  };
  return bench;
}

const filter = (text: string) => compileFilter(parseFilter(text).filter, { now: new Date() });

test("what arrives is listed soon, in order, and everybody who listens is told once for many", () => {
  const { store, say, pass, texts } = createBench();
  let told = 0;
  store.subscribe(() => {
    told += 1;
  });
  for (let n = 0; n < 30; n += 1) say(String(n));
  pass(200);
  expect(texts()).toEqual(Array.from({ length: 30 }, (_, n) => String(n)));
  expect(told).toBeLessThanOrEqual(2);
});

test("a filter narrows what is listed and what comes, and counts anew", () => {
  const { store, say, pass, texts } = createBench();
  for (const text of ["pump", "valve", "pump two"]) say(text);
  pass(200);
  store.setFilter(filter("pump"));
  expect(texts()).toEqual(["pump", "pump two"]);
  say("valve again");
  say("pump three");
  pass(200);
  expect(texts()).toEqual(["pump", "pump two", "pump three"]);
  store.setFilter(undefined);
  say("valve at last");
  pass(200);
  expect(texts().at(-1)).toBe("valve at last");
});

test("parts of a text that is still written are listed only when they are asked for", () => {
  const { store, say, pass, texts } = createBench();
  say("pu", undefined, { type: "stream.delta" });
  say("pump", undefined);
  pass(200);
  expect(texts()).toEqual(["pump"]);
  store.setFilter(filter("type:stream.delta"), true);
  say("mp", undefined, { type: "stream.delta" });
  pass(200);
  expect(texts()).toEqual(["mp"]);
});

test("while it is held nothing moves; what came is counted, and listed afterwards", () => {
  const { store, say, pass, texts } = createBench();
  say("before");
  pass(200);
  store.hold();
  for (let n = 0; n < 300; n += 1) say(`held ${n}`);
  pass(200);
  expect(texts()).toEqual(["before"]);
  expect(store.getList()).toMatchObject({ isHeld: true, waiting: 300 });
  expect(store.figures().leftOut).toBe(0);
  store.resume();
  expect(texts()).toHaveLength(301);
  expect(store.getList()).toMatchObject({ isHeld: false, waiting: 0 });
});

test("of a flood some are listed, and nothing is left out without being counted", () => {
  const { store, say, pass, texts } = createBench();
  let sent = 0;
  for (let tick = 0; tick < 100; tick += 1) {
    for (let n = 0; n < 32; n += 1) say(String(sent++));
    pass(16);
  }
  pass(200);
  const { leftOut, unexamined, perSecond } = store.figures();
  expect(unexamined).toBe(0);
  expect(leftOut).toBeGreaterThan(2_000);
  expect(texts().length + leftOut).toBe(sent);
  expect(perSecond).toBeGreaterThan(1_500);
  store.clear();
  expect(texts()).toEqual([]);
  expect(store.figures()).toMatchObject({ leftOut: 0, oneIn: 1 });
});

test("a frame ends when its time does, and what cannot be looked at in time is counted", () => {
  const bench = createBench();
  bench.readMs = 1;
  for (let n = 0; n < 25_000; n += 1) bench.say(String(n));
  expect(bench.store.figures().unexamined).toBe(5_000);
  bench.frame();
  const { leftOut } = bench.store.figures();
  expect(bench.texts().length + leftOut).toBe(16);
});

test("old messages make room, and it is said that they did", () => {
  const { store, say, pass } = createBench();
  store.hold();
  for (let n = 0; n < 2_500; n += 1) say(String(n));
  pass(3_000);
  expect(store.getList().waiting).toBe(2_000);
  expect(store.figures().leftOut).toBe(500);
  store.resume();
  expect(store.getList().hasForgotten).toBe(false);
  for (let n = 0; n < 20; n += 1) say(String(n));
  pass(200);
  expect(store.getList().entries).toHaveLength(2_000);
  expect(store.getList().hasForgotten).toBe(true);
});

describe("rights and connections", () => {
  test("a gap is noted where it is", () => {
    const { store, say, pass, texts } = createBench();
    store.onListening([open("lab")], false);
    say("one");
    pass(200);
    store.onInterrupted();
    expect(store.figures().isInterrupted).toBe(true);
    pass(3_000);
    store.onListening([open("lab")], true);
    say("two");
    pass(200);
    expect(texts()).toEqual(["one", "gap", "two"]);
    expect(store.getList().entries[1]).toMatchObject({ event: { kind: "gap", lostForMs: 3_008 } });
    expect(store.figures()).toMatchObject({ isInterrupted: false, channels: 1 });
  });

  test("another session after one that was closed leaves a gap too, the first one none", () => {
    const { store, texts } = createBench();
    store.onInterrupted();
    store.onListening([open("lab")], false);
    expect(texts()).toEqual([]);
    store.onInterrupted();
    store.onListening([open("lab")], false);
    expect(texts()).toEqual(["gap"]);
  });

  test("what is lost is noted, and nothing of it is listed that was not yet", () => {
    const { store, say, pass, texts } = createBench();
    store.onListening([open("lab"), open("vault", { privateThreads: ["core", "deep"] })], false);
    say("seen", { channel: "vault" });
    pass(200);
    store.hold();
    say("waits", { channel: "vault" });
    say("waits too", { channel: "vault", thread: "core", isPrivate: true });
    say("of the lab");
    pass(200);
    say("in the queue", { channel: "vault" });
    store.onListening([open("lab"), open("new")], true);
    store.resume();
    pass(200);
    expect(texts()).toEqual(["seen", "of the lab", "gap", "gained", "lost"]);
  });

  test("a lost private thread is lost though its channel stays", () => {
    const { store, say, pass, texts } = createBench();
    store.onListening([open("vault", { privateThreads: ["core"] })], false);
    store.hold();
    say("deep", { channel: "vault", thread: "core", isPrivate: true });
    say("shallow", { channel: "vault" });
    pass(200);
    store.onListening([open("vault")], false);
    store.resume();
    expect(texts()).toEqual(["shallow"]);
  });
});

test("what is redacted is not shown any more, neither where it waits", () => {
  const { store, say, pass, texts } = createBench();
  const first = say("secret");
  say("harmless");
  pass(200);
  const redact = (sequence: number, channel = "lab") =>
    say("", { channel }, { type: "message.redaction", payload: { data: { sequence, reason: "Spilled." } } });
  redact(first, "elsewhere");
  pass(200);
  expect(texts()).toEqual(["secret", "harmless"]);
  store.hold();
  const held = say("held secret");
  pass(200);
  redact(first);
  redact(held);
  pass(200);
  expect(texts()).toEqual(["redacted: Spilled.", "harmless"]);
  store.resume();
  expect(texts()).toEqual(["redacted: Spilled.", "harmless", "redacted: Spilled."]);
});
