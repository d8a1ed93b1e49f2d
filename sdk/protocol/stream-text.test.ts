import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Envelope } from "./envelope";
import { readStreamDeltaData, streamDeltaOf } from "./stream";
import { StreamText } from "./stream-text";

const textOf = (...pieces: { text: string; at?: number }[]) => {
  const stream = new StreamText(1_000);
  for (const piece of pieces) stream.add(piece);
  return { text: stream.text, isPartial: stream.isPartial };
};

describe("StreamText", () => {
  it("joins pieces in the order they come, with or without positions", () => {
    expect(textOf({ text: "the " }, { text: "pump" })).toEqual({ text: "the pump", isPartial: false });
    expect(textOf({ text: "the ", at: 0 }, { text: "pump", at: 4 })).toEqual({ text: "the pump", isPartial: false });
  });

  it("counts a piece that comes twice once", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.nat(), { maxLength: 20 }), (whole, cuts) => {
        const stops = [...new Set([0, ...cuts.map((cut) => cut % whole.length), whole.length])].sort((a, b) => a - b);
        const pieces = stops.slice(1).map((end, index) => ({ text: whole.slice(stops[index], end), at: stops[index] }));
        expect(textOf(...pieces.flatMap((piece) => [piece, piece])).text).toBe(whole);
      }),
    );
  });

  it("says when its beginning or a part is missing, until a piece brings the whole", () => {
    expect(textOf({ text: "pump", at: 4 })).toEqual({ text: "pump", isPartial: true });
    expect(textOf({ text: "the ", at: 0 }, { text: "is warm", at: 9 })).toEqual({
      text: "the  … is warm",
      isPartial: true,
    });
    expect(textOf({ text: "pump", at: 4 }, { text: "the pump", at: 0 }, { text: "!", at: 8 })).toEqual({
      text: "the pump!",
      isPartial: false,
    });
  });

  it("stays within its bound", () => {
    const stream = new StreamText(10);
    for (let index = 0; index < 100; index++) stream.add({ text: "abc" });
    expect(stream.text).toHaveLength(10);
  });
});

describe("readStreamDeltaData", () => {
  it("takes what a piece may say, and names what it may not", () => {
    const of = "0195F2D0-0000-7000-8000-000000000001";
    expect(readStreamDeltaData({ of, at: 3, isStopped: true })).toEqual({
      of: of.toLowerCase(),
      at: 3,
      isStopped: true,
    });
    expect(readStreamDeltaData(undefined)).toEqual({});
    const field = (data: unknown) => (readStreamDeltaData(data) as { field?: string }).field;
    expect([null, [], { x: 1 }, { of: "x" }, { at: -1 }, { at: 0.5 }, { isStopped: 1 }].map(field)).toEqual([
      "",
      "",
      "x",
      "of",
      "at",
      "at",
      "isStopped",
    ]);
  });
});

it("only the reserved type with a correlation is a piece", () => {
  const envelope: Envelope = {
    id: "1",
    type: "stream.delta",
    source: "ada",
    timestamp: "2025-01-01T00:00:00Z",
    correlationId: "e",
    payload: { text: "x" },
  };
  expect(streamDeltaOf(envelope)).toEqual({ source: "ada", correlationId: "e", text: "x" });
  expect(streamDeltaOf({ ...envelope, type: "text" })).toBeUndefined();
  expect(streamDeltaOf({ ...envelope, correlationId: undefined })).toBeUndefined();
});
