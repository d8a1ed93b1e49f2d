import { expect, test } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { envelopeOf, envelopeOfRow, lastResortRowOf, rowOf } from "./stored-form";
import type { StreamEntry } from "./stream-entry";

const storedAt = new Date("2026-03-01T10:00:00.123Z");
const envelope: Envelope = {
  id: "0195f2d0-0000-7000-8000-000000000001",
  type: "text",
  source: "detector",
  timestamp: "2026-03-01T10:00:00Z",
  correlationId: "case-1",
  payload: { text: "37.2 °C 🌡" },
};

function entryOf(content: string | Uint8Array): StreamEntry {
  const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { sequence: 7, subject: "channels.sensors", storedAt, data };
}

function readBack(row: { envelope: string }): Envelope {
  return envelopeOfRow(JSON.parse(row.envelope), { sequence: 7, subject: "channels.sensors", storedAt });
}

test("a message is stored as the stream's own text, with its columns beside it", () => {
  const text = JSON.stringify(envelope);
  expect(rowOf(entryOf(text))).toEqual({
    sequence: 7,
    subject: "channels.sensors",
    id: envelope.id,
    type: "text",
    source: "detector",
    correlationId: "case-1",
    causationId: null,
    sentAt: "2026-03-01T10:00:00.000Z",
    storedAt: "2026-03-01T10:00:00.123Z",
    text: "37.2 °c 🌡",
    tags: [],
    envelope: text,
  });
});

test("a message says so when it is too long for search to read all of it, and only then", () => {
  const tagsFor = (payload: object) => rowOf(entryOf(JSON.stringify({ ...envelope, payload }))).tags;
  const longest = "pump ".repeat(3_999);
  expect(tagsFor({ text: `${longest}pump!` })).toEqual([]);
  expect(tagsFor({ text: longest, data: { pin: 1_234_567 } })).toEqual(["text:cut"]);
  expect(tagsFor({ text: `${longest}pumps!` })).toEqual(["text:cut"]);
  expect(tagsFor({ data: Array.from({ length: 5_000 }, () => 7) })).toEqual([]);
  expect(tagsFor({ data: Array.from({ length: 5_001 }, () => 7) })).toEqual(["text:cut"]);
  // One character that is eighteen, folded.
  expect(tagsFor({ text: "\ufdfa ".repeat(1_500) })).toEqual(["text:cut"]);
});

test("NUL and half surrogate pairs survive, and show as signs in what jsonb holds", () => {
  const odd = { ...envelope, payload: { text: "a\0b", data: { "k\0": ["\ud800"] } } };
  const row = rowOf(entryOf(JSON.stringify(odd)));
  expect(row.envelope).not.toMatch(/\\u0000|\\ud800/);
  expect(JSON.parse(row.envelope).payload).toEqual({ text: "a␀b", data: { "k␀": ["�"] } });
  expect(readBack(row)).toEqual(odd);
});

test("bytes that are no message become one that shows them and keeps its id", () => {
  for (const content of ["not json", "[]", "null", "7", JSON.stringify({ id: "x" }), new Uint8Array([0, 255, 10])]) {
    const shown = envelopeOf(entryOf(content));
    expect(shown).toMatchObject({ type: "unreadable", source: "unknown", timestamp: storedAt.toISOString() });
    expect(envelopeOf(entryOf(content))).toEqual(shown);
    expect(readBack(rowOf(entryOf(content)))).toEqual(shown);
    expect(readBack(lastResortRowOf(entryOf(content)))).toEqual(shown);
  }
});

test("the last resort reads back as the message itself", () => {
  expect(readBack(lastResortRowOf(entryOf(JSON.stringify(envelope))))).toEqual(envelope);
});

test("an envelope cannot pass itself off as stored bytes", () => {
  const forged = { ...envelope, $exact: Buffer.from("{}").toString("base64") };
  expect(envelopeOf(entryOf(JSON.stringify(forged))).type).toBe("unreadable");
});
