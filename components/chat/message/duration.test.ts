import { expect, it } from "vitest";
import { durationText } from "./duration";

it("tells a length of time in two units at most", () => {
  const told = [0, 340, 1_240, 12_400, 59_499, 59_600, 125_000, 3_600_000, 11_520_000].map(durationText);
  expect(told).toEqual(["0 ms", "340 ms", "1.2 s", "12 s", "59 s", "1 min", "2 min 5 s", "1 h", "3 h 12 min"]);
  expect(durationText(Number.NaN)).toBe("");
  expect(durationText(-5)).toBe("");
});
