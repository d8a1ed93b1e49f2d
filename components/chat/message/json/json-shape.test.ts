import { expect, it } from "vitest";
import { branchesOf, inOneLine, sizeOf, summaryOf } from "./json-shape";

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

it("looks at no more of a large value than it shows", () => {
  const list = new Proxy(new Array(1_000_000).fill(0), {
    get(target, name) {
      if (typeof name === "string" && Number(name) >= 50) throw new Error(`looked at ${name}`);
      return Reflect.get(target, name);
    },
  });
  expect(summaryOf(list, false)).toBe("[1000000] 0, 0, 0, 0, 0, 0, 0, 0");
  expect(branchesOf(list, 3)).toEqual([
    ["0", 0],
    ["1", 0],
    ["2", 0],
  ]);
});

it("shows fields whatever they are called", () => {
  const value = JSON.parse('{"__proto__":{"a":1},"constructor":2,"toString":3}');
  expect(branchesOf(value, 10)).toEqual([
    ["__proto__", { a: 1 }],
    ["constructor", 2],
    ["toString", 3],
  ]);
  expect(sizeOf(value)).toBe(3);
});
