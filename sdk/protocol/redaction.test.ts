import { expect, test } from "vitest";
import type { Envelope } from "./envelope";
import { editedReason, readRedactionData, redactionBy, redactionOf, redactionType, withoutContent } from "./redaction";

const envelope: Envelope = {
  id: "0195f2d0-0000-7000-8000-000000000001",
  type: "text",
  source: "sensor",
  timestamp: "2026-03-01T10:00:00Z",
  payload: { text: "a secret", parts: [{ kind: "text", text: "a secret" }], data: { secret: true } },
};

test("what is left of a redacted message says nothing of what it said, whatever fields it had", () => {
  const full = {
    ...envelope,
    destination: ["boss"],
    correlationId: "case-1",
    headers: { secret: "a secret" },
    mentions: ["a secret"],
    attachments: [{ id: "a", name: "a secret", mediaType: "text/plain", bytes: 1 }],
    ownField: "a secret",
  };
  const { payload, ...kept } = envelope;
  expect(withoutContent(full)).toEqual({ ...kept, destination: ["boss"], correlationId: "case-1", payload: {} });
  expect(payload.text).toBe("a secret");
});

test("a redaction's data is taken to the letter", () => {
  const fieldOf = (data: unknown) => {
    const read = readRedactionData(data);
    return "problem" in read ? read.field : undefined;
  };
  expect(readRedactionData({ sequence: 7, reason: "two\nlines" })).toEqual({ sequence: 7, reason: "two\nlines" });
  for (const data of [undefined, null, "7", 7, [7]]) expect(fieldOf(data)).toBe("");
  for (const sequence of [undefined, "7", 0, -1, 1.5, Number.NaN, 2 ** 53]) {
    expect(fieldOf({ sequence, reason: "spam" })).toBe("sequence");
  }
  for (const reason of [undefined, 1, "", " \n", "x".repeat(501), "a\0b", "\ud800"]) {
    expect(fieldOf({ sequence: 7, reason })).toBe("reason");
  }
  expect(fieldOf({ sequence: 7, reason: "spam", text: "more" })).toBe("text");
});

test("only the reserved type redacts", () => {
  const payload = { data: { sequence: 7, reason: "spam" } };
  expect(redactionOf({ type: redactionType, payload })).toEqual({ sequence: 7, reason: "spam" });
  expect(redactionOf({ type: "text", payload })).toBeUndefined();
  expect(redactionOf({ type: "message.redactions", payload })).toBeUndefined();
  expect(redactionOf({ type: redactionType, payload, replaces: 8 })).toEqual({ sequence: 7, reason: "spam" });
  expect(redactionOf({ type: redactionType, payload: { data: { sequence: 7 } } })).toBeUndefined();
});

test("a new version takes the content of what it replaces, and says so", () => {
  const order = redactionOf({ type: "text", payload: { text: "better" }, replaces: 7 });
  expect(order).toEqual({ sequence: 7, reason: editedReason, isEdit: true });
  const said = { by: "sensor", at: "2026-03-01T10:00:00Z", bySequence: 9 };
  expect(order && redactionBy(order, said)).toEqual({
    by: "sensor",
    reason: editedReason,
    at: "2026-03-01T10:00:00Z",
    replacedBy: 9,
  });
  expect(withoutContent({ ...envelope, replaces: 7 })).toMatchObject({ replaces: 7 });
  expect(redactionOf({ type: "text", payload: {}, replaces: 0 })).toBeUndefined();
});
