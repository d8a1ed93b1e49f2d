import { expect, test } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { filterRows } from "./filter-rows";
import { rowsOf } from "./rows";

const place = { channel: "lab" };

function segment(texts: readonly (readonly [text: string, day: number])[]) {
  const messages = texts.map(([text, day], index) => {
    const storedAt = new Date(2026, 2, day, 12, 0, index).toISOString();
    const envelope: Envelope = { id: `m${index}`, type: "text", source: "ada", timestamp: storedAt, payload: { text } };
    return { place, envelope, sequence: index + 1, storedAt };
  });
  return { from: 0, through: messages.length, hasOlder: false, messages };
}

const keeps = ({ envelope }: { envelope: Envelope }) => envelope.payload.text?.startsWith("yes") ?? false;

test("what is left shows its sender after a gap, and the day that a hidden message began", () => {
  const rows = rowsOf(
    segment([
      ["yes 1", 1],
      ["yes 2", 1],
      ["no", 1],
      ["yes 3", 1],
      ["no", 2],
      ["yes 4", 2],
      ["yes 5", 2],
    ]),
    [],
  );
  const shown = filterRows(rows, keeps, place);
  expect(
    shown.map(({ envelope, isDayStart, isGroupStart }) => [envelope.payload.text, isDayStart, isGroupStart]),
  ).toEqual([
    ["yes 1", true, true],
    ["yes 2", false, false],
    ["yes 3", false, true],
    ["yes 4", true, true],
    ["yes 5", false, false],
  ]);
});

test("filtering again gives the same rows", () => {
  const rows = rowsOf(
    segment([
      ["no", 1],
      ["yes", 1],
      ["no", 1],
      ["yes", 2],
    ]),
    [],
  );
  const [first, second] = [filterRows(rows, keeps, place), filterRows(rows, keeps, place)];
  expect(second.every((row, index) => row === first[index])).toBe(true);
});
