import { expect, test } from "vitest";
import type { TimelineRow } from "../timeline/rows";
import { topicOf } from "./topic-of";

const row = (text: string | undefined, more: object = {}) =>
  ({ envelope: { id: "a", type: "text", source: "ann", timestamp: "", payload: { text } }, ...more }) as TimelineRow;

test("a topic is the first line without markup, cut between words", () => {
  expect(topicOf(row("## Why **37.2**?\nBecause."), 7)).toBe("Why 37.2?");
  expect(topicOf(row("word ".repeat(40)), 7)).toBe(`${"word ".repeat(15)}word…`);
  expect(topicOf(row("x".repeat(200)), 7)).toBe(`${"x".repeat(80)}…`);
});

test("what says nothing in words, or may not be read any more, is named by its number", () => {
  expect(topicOf(row(undefined), 7)).toBe("Message 7");
  expect(topicOf(row("  \n "), 7)).toBe("Message 7");
  expect(topicOf(row("secret", { redaction: { by: "a", reason: "b", at: "" } }), 7)).toBe("Message 7");
});
