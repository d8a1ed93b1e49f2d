import { describe, expect, test } from "vitest";
import type { RemovedRange } from "@/sdk/protocol";
import { withHoles, withRanges } from "./removed";
import type { TimelineRow } from "./rows";

const row = (position: number): TimelineRow => ({
  key: String(position),
  envelope: { id: String(position), type: "text", source: "ann", timestamp: "", payload: {} },
  at: "2030-01-01T00:00:00Z",
  position,
  sequence: position,
  isDayStart: false,
  isGroupStart: false,
});

const range = (from: number, through: number, reason: RemovedRange["reason"], count?: number): RemovedRange =>
  count === undefined ? { from, through, reason } : { from, through, reason, count };

describe("ranges of what was removed", () => {
  test("stay apart, in order", () => {
    expect(withRanges([range(10, 12, "lost")], [range(3, 5, "missing")])).toEqual([
      range(3, 5, "missing"),
      range(10, 12, "lost"),
    ]);
  });

  test("are one where they overlap, as who knows more tells it", () => {
    expect(withRanges([range(3, 5, "missing")], [range(0, 7, "retention", 4)])).toEqual([range(0, 7, "retention", 4)]);
    expect(withRanges([range(0, 7, "retention", 4)], [range(0, 9, "retention", 6)])).toEqual([
      range(0, 9, "retention", 6),
    ]);
  });

  test("are one where they touch and are of one kind, counted as long as both are", () => {
    const [a, b] = [range(0, 5, "retention", 3), range(5, 9, "retention", 2)];
    expect(withRanges([a], [b])).toEqual([range(0, 9, "retention", 5)]);
    expect(withRanges([a], [range(5, 9, "retention")])).toEqual([range(0, 9, "retention")]);
    expect(withRanges([a], [range(5, 9, "lost")])).toHaveLength(2);
  });

  test("are bounded, the newest ones kept", () => {
    const many = Array.from({ length: 600 }, (_, index) => range(index * 10, index * 10 + 5, "lost"));
    const kept = withRanges([], many);
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)).toEqual(many.at(-1));
  });
});

describe("rows with holes between them", () => {
  const rows = [row(10), row(20), row(30)];

  test("tell of a hole in the row behind it, which shows its sender", () => {
    const shown = withHoles(rows, [range(12, 15, "lost")], true);
    expect(shown.map(({ hole, isGroupStart }) => [hole?.through, isGroupStart])).toEqual([
      [undefined, false],
      [15, true],
      [undefined, false],
    ]);
    expect(shown[0]).toBe(rows[0]);
  });

  test("tell of one before the first row only where nothing older is", () => {
    const gone = [range(0, 9, "retention", 3)];
    expect(withHoles(rows, gone, true)[0]?.hole).toBeUndefined();
    expect(withHoles(rows, gone, false)[0]?.hole).toEqual(gone[0]);
  });

  test("say nothing of what is on screen all the same", () => {
    const shown = withHoles(rows, [range(0, 20, "retention", 9)], false);
    expect(shown.map(({ hole }) => hole)).toEqual([undefined, undefined, undefined]);
  });

  test("are the same objects again", () => {
    const gone = [range(12, 15, "lost")];
    expect(withHoles(rows, gone, true)[1]).toBe(withHoles(rows, gone, true)[1]);
  });
});
