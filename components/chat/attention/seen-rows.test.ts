import { expect, test } from "vitest";
import { newlySeen, seenRows } from "./seen-rows";

const view = { top: 100, bottom: 500 };
const row = (sequence: number, top: number, bottom: number) => ({ sequence, top, bottom });

test("seen is what ends in view, or fills it", () => {
  const rows = [row(1, 0, 90), row(2, 90, 150), row(3, 150, 480), row(4, 480, 560)];
  expect(seenRows(rows, view)).toEqual({ from: 2, through: 3 });
  expect(seenRows([row(7, 0, 900)], view)).toEqual({ from: 7, through: 7 });
  expect(seenRows([row(8, 300, 900)], view)).toBeUndefined();
  expect(seenRows([], view)).toBeUndefined();
});

test("what has no number of its own is not counted", () => {
  expect(seenRows([row(3, 150, 200), row(3.5, 200, 250), row(Number.NaN, 250, 300)], view)).toEqual({
    from: 3,
    through: 3,
  });
});

const told = { from: 5, through: 9, furthest: 9, forMe: 0, isAtEnd: false };
const now = { forMe: 0, isAtEnd: false };

test("what is further down is news, once", () => {
  expect(newlySeen({ from: 5, through: 9 }, now, undefined)).toEqual({ from: 5, through: 9 });
  expect(newlySeen({ from: 5, through: 9 }, now, told)).toBeUndefined();
  expect(newlySeen({ from: 7, through: 12 }, now, told)).toEqual({ from: 7, through: 12 });
  expect(newlySeen({ from: 1, through: 4 }, now, told)).toBeUndefined();
});

test("what ran past at the live end was seen, what was jumped over was not", () => {
  const atEnd = { forMe: 0, isAtEnd: true };
  expect(newlySeen({ from: 20, through: 25 }, atEnd, { ...told, isAtEnd: true })).toEqual({ from: 10, through: 25 });
  expect(newlySeen({ from: 20, through: 25 }, atEnd, told)).toEqual({ from: 20, through: 25 });
});

test("while something is for the reader every other view is news, and the same one again when there is more", () => {
  const forMe = { ...now, forMe: 1 };
  expect(newlySeen({ from: 1, through: 4 }, forMe, told)).toEqual({ from: 1, through: 4 });
  expect(newlySeen({ from: 5, through: 9 }, forMe, told)).toEqual({ from: 5, through: 9 });
  expect(newlySeen({ from: 5, through: 9 }, forMe, { ...told, forMe: 1 })).toBeUndefined();
  expect(newlySeen({ from: 1, through: 4 }, forMe, { ...told, from: 1, through: 4, forMe: 1 })).toBeUndefined();
});
