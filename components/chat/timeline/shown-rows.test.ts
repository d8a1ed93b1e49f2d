import { describe, expect, it } from "vitest";
import type { TimelineRow } from "./rows";
import { noRows, type ShownRows, stepTowards } from "./shown-rows";

const row = (number: number): TimelineRow => ({
  key: String(number),
  envelope: { id: String(number), type: "text", source: "signal", timestamp: "", payload: {} },
  at: "",
  position: number,
  isDayStart: false,
  isGroupStart: false,
});
const all = Array.from({ length: 20 }, (_, index) => row(index));
const rows = (from: number, to: number) => all.slice(from, to);
const shown = (of: TimelineRow[]): ShownRows => ({ ...noRows, rows: of });

describe("stepTowards", () => {
  it("follows the end without shifting and the start with it", () => {
    expect(stepTowards(shown(rows(5, 8)), rows(5, 9))).toMatchObject({ shift: false, isPartial: false });
    expect(stepTowards(shown(rows(5, 8)), rows(2, 8))).toMatchObject({ shift: true, isPartial: false });
    expect(stepTowards(shown(rows(2, 8)), rows(5, 8))).toMatchObject({ shift: true, isPartial: false });
  });

  it("takes two steps when both ends change", () => {
    for (const [from, to] of [
      [rows(5, 8), rows(2, 10)],
      [rows(2, 8), rows(5, 10)],
    ] as const) {
      const first = stepTowards(shown([...from]), to);
      expect(first).toMatchObject({ shift: true, isPartial: true });
      expect(first.rows.at(-1)?.key).toBe(from.at(-1)?.key);
      expect(first.rows[0]?.key).toBe(to[0]?.key);
      expect(stepTowards(first, to)).toMatchObject({ rows: to, shift: false, isPartial: false });
    }
  });

  it("starts over when nothing is shared", () => {
    expect(stepTowards(shown(rows(0, 3)), rows(10, 12))).toMatchObject({ epoch: 1, shift: false });
  });

  it("stops shifting once the rows are on screen", () => {
    const first = stepTowards(shown(rows(5, 8)), rows(2, 8));
    expect(stepTowards(first, first.rows).shift).toBe(false);
  });
});
