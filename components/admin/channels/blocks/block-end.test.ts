import { expect, test } from "vitest";
import { endOfBlock } from "./block-end";

const now = Date.parse("2026-03-01T12:00:00Z");

test("a block ends after its length, at its time, or not by itself", () => {
  expect(endOfBlock("never", "", now)).toBeUndefined();
  expect(endOfBlock("24h", "", now)).toBe("2026-03-02T12:00:00.000Z");
  expect(endOfBlock("custom", "2026-04-01T00:00:00Z", now)).toBe("2026-04-01T00:00:00.000Z");
});

test("a time that is over, or none, is no end", () => {
  for (const typed of ["", "soon", "2026-03-01T12:00:00Z", "2020-01-01T00:00"])
    expect(endOfBlock("custom", typed, now), typed).toBeNull();
});
