import { expect, test } from "vitest";
import { isShorter, parseRetention } from "./retention";

test.each([
  ["1s", 1_000],
  ["30m", 1_800_000],
  ["12h", 43_200_000],
  ["7d", 604_800_000],
  ["4w", 2_419_200_000],
  ["forever", null],
  [undefined, null],
  ["99999w", 3_155_760_000_000],
])("%s is read", (policy, ms) => {
  expect(parseRetention(policy)).toBe(ms);
});

test.each(["", "0d", "07d", "7", "d", "7 d", "-1d", "7y", "1d12h", "99999999999999999w"])("%j is refused", (policy) => {
  expect(parseRetention(policy)).toBeUndefined();
});

test("only a retention that removes messages is shorter", () => {
  expect(isShorter(1, null)).toBe(true);
  expect(isShorter(1, 2)).toBe(true);
  expect(isShorter(2, 2)).toBe(false);
  expect(isShorter(3, 2)).toBe(false);
  expect(isShorter(null, 2)).toBe(false);
});
