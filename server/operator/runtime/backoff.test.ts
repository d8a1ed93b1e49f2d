import { expect, test } from "vitest";
import { backoffMs } from "./backoff";

test("the wait doubles up to its maximum", () => {
  const options = { minMs: 100, maxMs: 1_000, random: () => 1 };
  expect([1, 2, 3, 4, 5, 50].map((failures) => backoffMs(failures, options))).toEqual([
    100, 200, 400, 800, 1_000, 1_000,
  ]);
});

test("the wait is spread over the upper half", () => {
  expect(backoffMs(2, { minMs: 100, maxMs: 1_000, random: () => 0 })).toBe(100);
  expect(backoffMs(2, { minMs: 100, maxMs: 1_000, random: () => 0.5 })).toBe(150);
});
