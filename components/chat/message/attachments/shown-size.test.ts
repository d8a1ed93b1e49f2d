import { expect, test } from "vitest";
import { shownSizeOf } from "./shown-size";

test.each([
  [
    { width: 200, height: 100 },
    { width: 200, height: 100 },
  ],
  [
    { width: 3_800, height: 1_000 },
    { width: 380, height: 100 },
  ],
  [
    { width: 1_000, height: 2_800 },
    { width: 100, height: 280 },
  ],
  [
    { width: 10_000, height: 10 },
    { width: 380, height: 44 },
  ],
  [
    { width: 1, height: 1 },
    { width: 44, height: 44 },
  ],
])("%o is shown as %o", (image, size) => {
  expect(shownSizeOf(image)).toEqual(size);
});

test("what has no size is no image", () => {
  expect(shownSizeOf({})).toBeUndefined();
  expect(shownSizeOf({ width: 0, height: 5 })).toBeUndefined();
  expect(shownSizeOf({ width: Number.NaN, height: 5 })).toBeUndefined();
});
