import { expect, test } from "vitest";
import { type Exchange, type ExchangeMessage, graphOf, mergePages, sinceCause, withNewest } from "./graph";
import { message } from "./sample";

function page(messages: ExchangeMessage[], next: number | null = null): Exchange {
  return { correlationId: "x", messages, participants: [], next, isCurrent: true };
}

test("messages hang on the causes they name, with the time between", () => {
  const [first, second, third] = graphOf([message(3, 1), message(1), message(2, 1)]);
  expect(first?.effects.map((node) => node.message.sequence)).toEqual([2, 3]);
  expect([first, second, third].map((node) => node?.link)).toEqual(["none", "linked", "linked"]);
  expect([first, second, third].map((node) => node && sinceCause(node))).toEqual([undefined, 1_000, 2_000]);
});

test("a cause that was not read, may not be seen or is broken is none to hang on", () => {
  const states = ["hidden", "missing", "later", "cycle"] as const;
  const nodes = graphOf([message(5, 2), ...states.map((state, at) => message(6 + at, { id: "m5", state }))]);
  expect(nodes.map(({ link }) => link)).toEqual(["earlier", ...states]);
  expect(nodes.every(({ parent }) => parent === undefined)).toBe(true);
});

test("messages that name each other never make a circle", () => {
  const nodes = graphOf([message(1, { id: "m2", state: "linked" }), message(2, 1)]);
  expect(nodes.map(({ parent }) => parent?.message.sequence)).toEqual([undefined, 1]);
});

test("pages become one exchange, in which each message is as it was read last", () => {
  const merged = mergePages([
    page([message(1), message(4, null, { excerpt: "again" })], 4),
    page([message(1), message(2), message(4)], null),
  ]);
  expect(merged?.messages.map(({ sequence, excerpt }) => [sequence, excerpt])).toEqual([
    [1, "said 1"],
    [2, "said 2"],
    [4, "again"],
  ]);
  expect(merged?.next).toBeNull();
});

test("what is new is added, unless something is missing in between", () => {
  const read = page([message(5), message(6)], 5);
  expect(withNewest(read, page([message(6), message(7)], 6))?.messages.map(({ sequence }) => sequence)).toEqual([
    5, 6, 7,
  ]);
  expect(withNewest(read, page([message(6), message(7)], 6))?.next).toBe(5);
  expect(withNewest(read, page([message(8)], 8))).toBeUndefined();
  expect(withNewest(read, page([message(1), message(8)], null))?.messages).toHaveLength(4);
});
