import { expect, test } from "vitest";
import { draftOf, editOf, replyTo } from "./aim";

const envelope = { id: "a", type: "text", source: "ann", timestamp: "2030-01-01T00:00:00Z", payload: { text: "hi" } };

test("an answer is caused by what it answers and belongs to its exchange", () => {
  expect(draftOf("yes", replyTo({ envelope }))).toEqual({
    type: "text",
    payload: { text: "yes" },
    causationId: "a",
    correlationId: "a",
  });
  const later = replyTo({ envelope: { ...envelope, id: "b", correlationId: "a" } });
  expect(draftOf("yes", later)).toMatchObject({ causationId: "b", correlationId: "a" });
});

test("a new version replaces the old one and answers what it answered", () => {
  const attachments = [{ id: "f", name: "a.png", mediaType: "image/png", bytes: 1 }];
  const aim = editOf({ envelope: { ...envelope, causationId: "x", correlationId: "x", attachments } }, 7);
  expect(aim.text).toBe("hi");
  expect(draftOf("hello", aim)).toMatchObject({
    payload: { text: "hello" },
    replaces: 7,
    causationId: "x",
    correlationId: "x",
    attachments,
  });
});

test("without an aim it is simply a message", () => {
  expect(draftOf("hi", undefined)).toEqual({ type: "text", payload: { text: "hi" } });
});
