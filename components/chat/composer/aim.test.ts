import { expect, test } from "vitest";
import { draftOf, replyTo } from "./aim";

const envelope = { id: "a", type: "text", source: "ann", timestamp: "2030-01-01T00:00:00Z", payload: { text: "hi" } };

test("an answer is caused by what it answers and belongs to its exchange", () => {
  expect(draftOf("yes", replyTo({ envelope, sequence: 7 }))).toEqual({
    type: "text",
    payload: { text: "yes" },
    causationId: "a",
    correlationId: "a",
  });
  const later = replyTo({ envelope: { ...envelope, id: "b", correlationId: "a" }, sequence: 8 });
  expect(draftOf("yes", later)).toMatchObject({ causationId: "b", correlationId: "a" });
});

test("without an aim it is simply a message", () => {
  expect(draftOf("hi", undefined)).toEqual({ type: "text", payload: { text: "hi" } });
});
