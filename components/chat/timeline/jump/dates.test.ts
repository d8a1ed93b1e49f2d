import { expect, test } from "vitest";
import { dateOf, startOfDate } from "./dates";

test("a day begins at midnight of the reader's own zone", () => {
  const start = new Date(startOfDate("2030-01-31") ?? "");
  expect([start.getFullYear(), start.getMonth(), start.getDate(), start.getHours()]).toEqual([2030, 0, 31, 0]);
  expect(dateOf(start)).toBe("2030-01-31");
});

test.each(["", "2030-02-31", "2030-1-1", "31.01.2030", "0000-00-00"])("%j is no date", (text) => {
  expect(startOfDate(text)).toBeUndefined();
});
