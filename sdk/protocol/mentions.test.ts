import { expect, test } from "vitest";
import { findMentions, mentionsInPlainText, resolvedMention } from "./mentions";

const names = (text: string) => findMentions(text).map(({ name }) => name);

test.each([
  ["@detector look", ["detector"]],
  ["Hello @ann, @bob; and (@eve)! cc:@mallory.", ["ann", "bob", "eve", "mallory"]],
  ["**@ann** “@bob” —@eve", ["ann", "bob", "eve"]],
  ["@group:MLWorkersGroup and @MLWorkersGroup and @here", ["group:MLWorkersGroup", "MLWorkersGroup", "here"]],
  ['@group:"Night shift" go', ["group:Night shift"]],
  ["@ann... well", ["ann"]],
  ["@edge.workers. Yes", ["edge.workers"]],
  ["@ann's view", ["ann"]],
  ["@Größe", ["Größe"]],
])("%s names %j", (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  "write to ann@example.org or ann.b+c@example.org",
  "@nats-io/jetstream and https://example.org/@ann",
  "@ann:example.org is an address of another kind",
  "curl -d=@file ./@file \\@ann user@@ann",
  "`@ann` and ``@bob ` @eve`` and\n`@over\nlines`",
  "```\n@ann\n```\n~~~py\n@decorator\n```\n@still\n~~~",
  "```ts\n@never closed",
  "@ @- @_x @.",
])("%s names nobody", (text) => {
  expect(names(text)).toEqual([]);
});

test("code ends where it ends: what stands around it counts, at its own position", () => {
  const text = "@ann `@bob` @eve\n\n```\n@no\n```\n@mallory `unclosed\n\n@trent`";
  expect(names(text)).toEqual(["ann", "eve", "mallory", "trent"]);
  for (const { start, end, name } of findMentions(text)) expect(text.slice(start, end)).toBe(`@${name}`);
});

test("however long and contrived the text is, it is read in a moment", () => {
  const texts = ["`".repeat(1_000_000), "@a.".repeat(300_000), "@".repeat(1_000_000), "` `` ``` ".repeat(100_000)];
  const began = performance.now();
  for (const text of texts) findMentions(`${text} @x`);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("a name stands for what the message was resolved to mention, in the order in which it is resolved", () => {
  const mentions = ["ann", "group:Night shift", "group:ML", "here"];
  const found = (name: string) => resolvedMention(name, mentions);
  expect(["ann", "Ann", "ML", "group:ML", "here", "bob", "group:ann"].map(found)).toEqual([
    ...["ann", "ann", "group:ML", "group:ML", "here"],
    ...[undefined, undefined],
  ]);
  expect(resolvedMention("ann", undefined)).toBeUndefined();
  expect(mentionsInPlainText("x @ann")).toEqual([{ start: 2, end: 6, name: "ann" }]);
});
