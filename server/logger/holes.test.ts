import { expect, test } from "vitest";
import { holesOf } from "./holes";

const entries = (...sequences: number[]) => sequences.map((sequence) => ({ sequence }));

test("a claim without a sequence that an entry lacks has no hole", () => {
  expect(holesOf(entries(5, 6, 7), { from: 4, through: 7 })).toEqual([]);
  expect(holesOf([], { from: 4, through: 4 })).toEqual([]);
});

test("what is missing in a claim is told by its ranges, whatever order the entries are in and whatever lies outside", () => {
  expect(holesOf(entries(9, 2, 6, 6, 12), { from: 4, through: 10 })).toEqual([
    { from: 4, through: 5 },
    { from: 6, through: 8 },
    { from: 9, through: 10 },
  ]);
  expect(holesOf([], { from: 4, through: 10 })).toEqual([{ from: 4, through: 10 }]);
});
