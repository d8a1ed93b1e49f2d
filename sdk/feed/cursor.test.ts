import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FeedCursor, type WantedRead } from "./cursor";

interface Note {
  sequence: number;
}

const note = (sequence: number, previous: number) => ({ message: { sequence }, sequence, previous, bytes: 10 });
const sequences = (notes: Note[]) => notes.map(({ sequence }) => sequence);

function proven(through: number): FeedCursor<Note> {
  const cursor = new FeedCursor<Note>();
  cursor.start(through);
  cursor.resubscribed();
  const asked = cursor.wanted();
  if (asked) cursor.page({ messages: [], from: through, through, hasNewer: false }, asked);
  return cursor;
}

describe("FeedCursor", () => {
  it("gives out contiguous live messages at once and wants nothing", () => {
    const cursor = proven(4);
    cursor.live(note(7, 4));
    cursor.live(note(9, 7));
    expect(sequences(cursor.take())).toEqual([7, 9]);
    expect(cursor.wanted()).toBeUndefined();
  });

  it("holds a message behind a gap until history has closed it, then gives out both in order", () => {
    const cursor = proven(4);
    cursor.live(note(9, 7));
    expect(cursor.take()).toEqual([]);
    const asked = cursor.wanted();
    expect(asked).toMatchObject({ after: 4, through: 8 });
    cursor.page({ messages: [{ sequence: 7 }], from: 4, through: 8, hasNewer: true }, asked as WantedRead);
    expect(sequences(cursor.take())).toEqual([7, 9]);
    expect(cursor.wanted()).toBeUndefined();
  });

  it("closes a gap without a read when the missing message arrives late", () => {
    const cursor = proven(0);
    cursor.live(note(2, 1));
    cursor.live(note(1, 0));
    expect(sequences(cursor.take())).toEqual([1, 2]);
    expect(cursor.wanted()).toBeUndefined();
  });

  it("drops what was given out before", () => {
    const cursor = proven(0);
    cursor.live(note(1, 0));
    cursor.live(note(1, 0));
    expect(sequences(cursor.take())).toEqual([1]);
  });

  it("wants a read to the end after each new subscription, and an older page does not count as one", () => {
    const cursor = proven(5);
    cursor.resubscribed();
    const asked = cursor.wanted() as WantedRead;
    expect(asked).toMatchObject({ after: 5 });
    expect(asked.through).toBeUndefined();
    cursor.resubscribed();
    cursor.page({ messages: [], from: 5, through: 5, hasNewer: false }, asked);
    expect(cursor.wanted()).toMatchObject({ after: 5 });
  });

  it("takes a contiguous live message as proof that nothing was missed", () => {
    const cursor = proven(5);
    cursor.resubscribed();
    cursor.live(note(8, 5));
    expect(cursor.wanted()).toBeUndefined();
  });

  it("keeps what arrived before the position was known", () => {
    const cursor = new FeedCursor<Note>();
    cursor.live(note(3, 2));
    cursor.start(7);
    expect(sequences(cursor.take())).toEqual([3]);
    expect(cursor.through).toBe(3);
  });

  it("says when a page brought nothing nearer", () => {
    const cursor = proven(4);
    cursor.live(note(9, 7));
    const asked = cursor.wanted() as WantedRead;
    expect(cursor.page({ messages: [], from: 4, through: 4, hasNewer: false }, asked)).toBe(false);
    expect(cursor.wanted()).toEqual(asked);
  });

  it("lets go of live messages beyond its bounds and reads them again", () => {
    const cursor = new FeedCursor<Note>({ messagesMax: 2, bytesMax: 1_000 });
    cursor.start(0);
    for (let sequence = 2; sequence <= 6; sequence += 1) cursor.live(note(sequence, sequence - 1));
    expect(cursor.behind).toBe(5);
    const first = cursor.wanted() as WantedRead;
    cursor.page({ messages: [{ sequence: 1 }], from: 0, through: 1, hasNewer: true }, first);
    expect(sequences(cursor.take())).toEqual([1, 2, 3]);
    expect(cursor.wanted()).toMatchObject({ after: 3, through: 6 });
  });
});

describe("what FeedCursor says was removed", () => {
  const page = (from: number, through: number, ...found: number[]) => ({
    messages: found.map((sequence) => ({ sequence })),
    from,
    through,
    hasNewer: true,
  });

  it("is what a live message names as its previous and no page has", () => {
    const cursor = proven(4);
    cursor.live(note(9, 7));
    cursor.page(page(4, 8, 6), cursor.wanted() as WantedRead);
    expect(sequences(cursor.take())).toEqual([6, 9]);
    expect(cursor.takeRemoved()).toEqual([{ from: 6, through: 7, reason: "missing" }]);
    expect(cursor.takeRemoved()).toEqual([]);
    cursor.live(note(12, 9));
    expect(cursor.takeRemoved()).toEqual([]);
  });

  it("is what a page tells, once, and only what lies after what was given out", () => {
    const cursor = proven(4);
    cursor.live(note(9, 7));
    const removed = [{ from: 0, through: 7, reason: "retention" as const, count: 5 }];
    cursor.page({ ...page(4, 8), removed }, cursor.wanted() as WantedRead);
    expect(cursor.takeRemoved()).toEqual([{ from: 4, through: 7, reason: "retention" }]);
    expect(sequences(cursor.take())).toEqual([9]);
  });

  it("is nothing before the start", () => {
    const cursor = new FeedCursor<Note>();
    cursor.live(note(9, 7));
    cursor.start(20);
    expect(sequences(cursor.take())).toEqual([9]);
    expect(cursor.takeRemoved()).toEqual([]);
  });
});

/** The stream of one subject among others: `sequences` has holes, as other subjects take numbers in between. */
const streamOf = fc
  .uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 })
  .map((numbers) => numbers.sort((a, b) => a - b));

type Step =
  | { kind: "publish"; isDelivered: boolean }
  | { kind: "repeat"; back: number }
  | { kind: "swap" }
  | { kind: "expire" }
  | { kind: "resubscribe" }
  | { kind: "ask" }
  | { kind: "answer"; limit: number }
  | { kind: "take" };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("publish" as const), isDelivered: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("repeat" as const), back: fc.nat(10) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("swap" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("expire" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("resubscribe" as const) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("ask" as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("answer" as const), limit: fc.integer({ min: 1, max: 5 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("take" as const) }) },
  ),
  { maxLength: 200 },
);

/** A stream, a lossy live subscription and a history, driven by hand. */
class World {
  /** What the stream still holds. */
  readonly stored: number[] = [];
  readonly published: number[] = [];
  readonly given: number[] = [];
  readonly cursor = new FeedCursor<Note>({ messagesMax: 4, bytesMax: 1_000 });
  readonly #coming: number[];
  readonly #previous = new Map<number, number>();
  /** Live messages on their way, which may overtake each other. */
  #inFlight: number[] = [];
  /** What came on the current subscription. */
  #landed: number[] = [];
  #isConnected = true;
  #asked: WantedRead | undefined;
  #answer:
    | { page: { messages: Note[]; from: number; through: number; hasNewer: boolean }; asked: WantedRead }
    | undefined;

  constructor(coming: number[], from: number) {
    this.#coming = [...coming];
    this.cursor.start(from);
    this.cursor.resubscribed();
  }

  step(step: Step): void {
    if (step.kind === "publish") this.#publish(step.isDelivered);
    else if (step.kind === "repeat") this.#deliver(this.#landed.at(-1 - step.back));
    else if (step.kind === "ask") this.#ask();
    else if (step.kind === "answer") this.#reply(step.limit);
    else if (step.kind === "take") this.given.push(...sequences(this.cursor.take()));
    else if (step.kind === "expire") this.stored.shift();
    else if (step.kind === "swap") {
      this.#inFlight.reverse();
      this.#land();
    } else {
      this.#isConnected = true;
      this.#inFlight = [];
      this.#landed = [];
      this.cursor.resubscribed();
    }
  }

  /** Everything that is still on its way arrives, the subscription is whole again and history answers until nothing is wanted. */
  settle(): void {
    this.#land();
    if (!this.#isConnected) this.step({ kind: "resubscribe" });
    for (let round = 0; this.cursor.wanted() !== undefined; round += 1) {
      if (round > 1_000) throw new Error("The cursor never stops asking.");
      this.step({ kind: "ask" });
      this.step({ kind: "answer", limit: 3 });
      this.step({ kind: "answer", limit: 3 });
    }
    this.step({ kind: "take" });
  }

  /** A message that is not delivered means that the subscription is gone: later ones are not delivered either, until the next one. */
  #publish(isDelivered: boolean): void {
    const next = this.#coming.shift();
    if (next === undefined) return;
    const previous = this.stored.at(-1) ?? 0;
    this.stored.push(next);
    this.published.push(next);
    this.#previous.set(next, previous);
    if (!isDelivered) this.#isConnected = false;
    if (this.#isConnected) this.#inFlight.push(next);
    if (this.#inFlight.length > 8) this.#land();
  }

  #land(): void {
    const landing = this.#inFlight;
    this.#inFlight = [];
    if (this.#isConnected) this.#landed.push(...landing);
    for (const sequence of landing) this.#deliver(sequence);
  }

  #deliver(sequence: number | undefined): void {
    if (sequence === undefined || !this.#isConnected) return;
    this.cursor.live(note(sequence, this.#previous.get(sequence) ?? 0));
  }

  /** The answer is what the stream holds when it is read, which may be long before it arrives. */
  #ask(): void {
    if (this.#asked === undefined) this.#asked = this.cursor.wanted();
  }

  #reply(limit: number): void {
    if (this.#answer) {
      this.cursor.page(this.#answer.page, this.#answer.asked);
      this.#answer = undefined;
      this.#asked = undefined;
      return;
    }
    if (this.#asked === undefined) return;
    const { after, through = Number.POSITIVE_INFINITY } = this.#asked;
    const matching = this.stored.filter((sequence) => sequence > after && sequence <= through);
    const messages = matching.slice(0, limit);
    const last = this.published.at(-1) ?? 0;
    const complete =
      messages.length < matching.length ? (messages.at(-1) ?? after) : Math.max(after, Math.min(through, last));
    const page = {
      messages: messages.map((sequence) => ({ sequence })),
      from: after,
      through: complete,
      hasNewer: complete < last,
    };
    this.#answer = { page, asked: this.#asked };
  }
}

describe("FeedCursor, whatever happens in whatever order", () => {
  it("gives out exactly the stream's messages after its start, ascending, each once, and stops asking", () => {
    fc.assert(
      fc.property(streamOf, fc.nat(50), steps, (stream, from, script) => {
        const world = new World(stream, from);
        for (const step of script) world.step(step);
        world.settle();
        for (const { from: lower, through } of world.cursor.takeRemoved()) {
          expect(world.given.some((sequence) => sequence > lower && sequence <= through)).toBe(false);
        }
        // An expired message may have been given out before it expired.
        const given = new Set(world.given);
        const held = new Set(world.stored);
        const expected = world.published.filter(
          (sequence) => sequence > from && (held.has(sequence) || given.has(sequence)),
        );
        expect(world.given).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never gives out a message before all that come before it", () => {
    fc.assert(
      fc.property(streamOf, steps, (stream, script) => {
        const world = new World(stream, 0);
        for (const step of script) {
          if (step.kind === "expire") continue;
          world.step(step);
          expect(world.given).toEqual(world.stored.slice(0, world.given.length));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
