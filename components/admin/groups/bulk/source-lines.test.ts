import { expect, test } from "vitest";
import { linesOfOneLine, linesOfRows, partsOf } from "./source-lines";

test("the ids are in the column that says so, otherwise in the first, each with its line", () => {
  expect(linesOfRows([["a"], [""], [" b "]])).toEqual([
    { line: 1, value: "a" },
    { line: 3, value: "b" },
  ]);
  const table = [["name", "Agent_ID"], ["Detector", "detector-1"], ["", ""], ["Lonely"], ["Analyst", "analyst-1"]];
  expect(linesOfRows(table)).toEqual([
    { line: 2, value: "detector-1" },
    { line: 5, value: "analyst-1" },
  ]);
  expect(linesOfRows([])).toEqual([]);
});

test("one line may hold many, however they are parted", () => {
  expect(linesOfOneLine(" a, b;c  d\n")?.map(({ value }) => value)).toEqual(["a", "b", "c", "d"]);
  expect(linesOfOneLine("a\nb")).toBeUndefined();
});

test("parts hold everything in order, and no part more than the server takes", () => {
  const items = Array.from({ length: 123_456 }, (_, index) => index);
  const parts = partsOf(items);
  expect(parts.flat()).toEqual(items);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(10_000);
  expect(partsOf(Array.from({ length: 1_000_000 }))).toHaveLength(100);
  expect(partsOf(["a", "b"])).toEqual([["a", "b"]]);
  expect(partsOf([])).toEqual([]);
});
