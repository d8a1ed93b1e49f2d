import { expect, test } from "vitest";
import type { MessageDraft } from "@/sdk/protocol";
import { mentionedNames } from "./names";

const cases: [MessageDraft, string[] | undefined][] = [
  [{ text: "hello" }, undefined],
  [{ text: "@ann and @ann and @bob" }, ["ann", "bob"]],
  [{ payload: { text: "@ann" } }, ["ann"]],
  [{ text: "@ann", mentions: ["@eve", "eve", "group:ML"] }, ["eve", "group:ML"]],
  [{ text: "@ann", mentions: [] }, undefined],
  [{ type: "task", text: "for @ann" }, ["ann"]],
  [{ type: "tool.result", text: "@ann" }, undefined],
  [{ type: "tool.result", text: "@ann", mentions: ["ann"] }, ["ann"]],
  [{ payload: { data: { text: "@ann" } } }, undefined],
];

test.each(cases)("%j mentions %j", (draft, expected) => {
  expect(mentionedNames(draft)).toEqual(expected);
});

test("of a text that names everybody the first hundred count", () => {
  const text = Array.from({ length: 150 }, (_, index) => `@a${index}`).join(" ");
  expect(mentionedNames({ text })).toHaveLength(100);
});
