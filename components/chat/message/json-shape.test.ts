import { expect, it } from "vitest";
import { inOneLine, summaryOf } from "./json-shape";

it("tells what a closed value holds", () => {
  expect(summaryOf({ sensor: "t-7", readings: [1, 2, 3], unit: null }, false)).toBe(
    "{ sensor: t-7, readings: [3], unit: null }",
  );
  expect(summaryOf([{ a: 1 }, "x"], false)).toBe("[2] {1}, x");
  expect(summaryOf([1, 2], true)).toBe("[2]");
});

it("stays on one short line whatever comes", () => {
  const line = inOneLine({ text: `${"long ".repeat(100)}\nmore` });
  expect(line).not.toContain("\n");
  expect(line.length).toBeLessThan(100);
});
