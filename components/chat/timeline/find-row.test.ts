import { expect, test } from "vitest";
import { firstNewRow, indexAtPosition, indexOfMessage, withSender } from "./find-row";
import type { TimelineRow } from "./rows";

const envelope = (id: string) => ({ id, type: "text", source: "ann", timestamp: "", payload: {} });
const row = (position: number, more: Partial<TimelineRow> = {}): TimelineRow => ({
  key: String(position),
  envelope: envelope(String(position)),
  at: "2030-01-01T00:00:00Z",
  position,
  ...(Number.isInteger(position) && { sequence: position }),
  isDayStart: false,
  isGroupStart: false,
  ...more,
});

const result = { place: { channel: "lab" }, envelope: envelope("r"), sequence: 25 };
const rows = [row(10), row(20, { folds: [{ message: result, isFolded: true }] }), row(30), row(Infinity)];

test("a message is found in its own row or in the card it belongs to", () => {
  expect([10, 25, 26].map((sequence) => indexOfMessage(rows, sequence))).toEqual([0, 1, -1]);
});

test("the message of a link shows its sender, in the same row each time", () => {
  expect(withSender(rows, 30).map(({ isGroupStart }) => isGroupStart)).toEqual([false, false, true, false]);
  expect(withSender(rows, 30)[2]).toBe(withSender(rows, 30)[2]);
  expect(withSender(rows, 31)).toBe(rows);
});

test("a position is that of the next stored row, or of the last", () => {
  expect([5, 11, 30, 31, undefined].map((position) => indexAtPosition(rows, position))).toEqual([0, 1, 2, 2, 2]);
  expect(indexAtPosition([row(Infinity)], 3)).toBe(-1);
});

test("new messages begin at the first one after what was read, where that is certain", () => {
  const at = (firstUnread: number | undefined, hasOlder: boolean) => firstNewRow(rows, firstUnread, hasOlder)?.key;
  expect(at(15, true)).toBe("20");
  expect(at(10, true)).toBe("10");
  expect(at(5, true)).toBeUndefined();
  expect(at(5, false)).toBe("10");
  expect(at(31, false)).toBeUndefined();
  expect(at(undefined, false)).toBeUndefined();
});
