import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexAt, keepNewest, keepOldest, mergeSegment, type Segment, type TimelineMessage } from "./segments";

const message = (sequence: number): TimelineMessage => ({
  place: { channel: "sensors" },
  sequence,
  envelope: { id: `id-${sequence}`, type: "text", source: "signal", timestamp: "2025-01-01T00:00:00Z", payload: {} },
});
const segment = (from: number, through: number, hasOlder = from > 0): Segment => ({
  from,
  through,
  hasOlder,
  messages: Array.from({ length: through - from }, (_, index) => message(from + index + 1)),
});
const sequences = (of: Segment | undefined) => of?.messages.map((each) => each.sequence);

describe("mergeSegment", () => {
  it("joins what touches and what overlaps", () => {
    const merged = mergeSegment([segment(0, 3), segment(5, 8)], segment(3, 6));
    expect(merged).toHaveLength(1);
    expect(sequences(merged[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(merged[0]).toMatchObject({ from: 0, through: 8, hasOlder: false });
  });

  it("keeps a gap a gap", () => {
    const merged = mergeSegment([segment(0, 3)], segment(4, 6));
    expect(merged.map(sequences)).toEqual([
      [1, 2, 3],
      [5, 6],
    ]);
  });

  it("never loses, doubles or invents a message, in whatever order the ranges come", () => {
    const range = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 12 }), (ranges) => {
        const known = new Set<number>();
        let segments: Segment[] = [];
        for (const [from, length] of ranges) {
          segments = mergeSegment(segments, segment(from, from + length));
          for (let sequence = from + 1; sequence <= from + length; sequence++) known.add(sequence);
        }
        for (const each of segments) expect(each.messages).toHaveLength(each.through - each.from);
        expect(segments.flatMap((each) => sequences(each) ?? [])).toEqual([...known].sort((a, b) => a - b));
      }),
    );
  });
});

describe("keepNewest and keepOldest", () => {
  it("cut at a message and know what they no longer hold", () => {
    expect(keepNewest(segment(0, 10), 3)).toMatchObject({ from: 7, through: 10, hasOlder: true });
    expect(keepOldest(segment(0, 10), 3)).toMatchObject({ from: 0, through: 3, hasOlder: false });
  });

  it("leave what is small enough alone", () => {
    const small = segment(0, 3);
    expect(keepNewest(small, 3)).toBe(small);
    expect(keepOldest(small, 3)).toBe(small);
  });
});

describe("indexAt", () => {
  it("finds the first message at or after a sequence", () => {
    const { messages } = segment(10, 20);
    expect(indexAt(messages, 0)).toBe(0);
    expect(indexAt(messages, 15)).toBe(4);
    expect(indexAt(messages, 99)).toBe(10);
  });
});
