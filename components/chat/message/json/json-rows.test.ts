import { expect, it } from "vitest";
import { jsonRows, nextLimit } from "./json-rows";

const closed = { isExpanded: (_: string, byDefault: boolean) => byDefault, limitOf: () => undefined };
const open = { isExpanded: () => true, limitOf: () => undefined };

it("lists what is open from top to bottom, each part below its own", () => {
  const rows = jsonRows("m", { a: { b: [1] }, c: 2 }, open);
  expect(rows.map(({ key, depth, isExpanded }) => [key, depth, isExpanded])).toEqual([
    ["m/a", 0, true],
    ["m/a/b", 1, true],
    ["m/a/b/0", 2, undefined],
    ["m/c", 0, undefined],
  ]);
});

it("opens by itself what is small on a first level that is no long list", () => {
  const rows = jsonRows("m", { small: { deeper: { x: 1 } }, large: new Array(9).fill(0), none: [] }, closed);
  expect(rows.map(({ name, isExpanded }) => [name, isExpanded])).toEqual([
    ["small", true],
    ["deeper", false],
    ["large", false],
    ["none", undefined],
  ]);
  expect(jsonRows("m", new Array(51).fill({ x: 1 }), closed).at(0)).toMatchObject({ isExpanded: false });
});

it("looks at no more of a long list than is listed, and says how many are left", () => {
  const list = new Proxy(new Array(100_000).fill(0), {
    get(target, name) {
      if (typeof name === "string" && Number(name) >= 50) throw new Error(`looked at ${name}`);
      return Reflect.get(target, name);
    },
  });
  const rows = jsonRows("m", list, open);
  expect(rows).toHaveLength(51);
  expect(rows.at(-1)).toMatchObject({ name: "m", rest: 99_950 });
});

it("reaches any part of a long list with a few presses", () => {
  let [limit, presses] = [nextLimit(), 1];
  for (; limit < 100_000; presses++) limit = nextLimit(limit);
  expect(presses).toBeLessThanOrEqual(5);
  const entries = Array.from({ length: 100_000 }, (_, index) => index);
  expect(jsonRows("m", entries, { ...open, limitOf: () => limit }).at(-1)).toMatchObject({ value: 99_999 });
});

it("keeps apart what is called alike, and goes as deep as it nests", () => {
  const keys = jsonRows("m", { "a/b": [1], a: { b: [1] }, "": { "": 1 }, "a~1b": 2 }, open).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${"}".repeat(1_000)}`) as object;
  expect(jsonRows("m", deep, open).map(({ depth }) => depth)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
});
