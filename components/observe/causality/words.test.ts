import { expect, test } from "vitest";
import { graphOf } from "./graph";
import { message } from "./sample";
import { lineOf, spokenOf } from "./words";

const names = (id: string) => ({ id, name: id.toUpperCase(), kind: "agent" as const });

test("a tool's name stands once", () => {
  const [node] = graphOf([message(1, null, { type: "tool.call", tool: "search_web", excerpt: "Search_Web(pumps)" })]);
  expect(node && lineOf(node)).toBe("(pumps)");
});

test("a message is told with its sender, whom it is for, what caused it and what is wrong with that", () => {
  const nodes = graphOf([
    message(1),
    message(2, 1, { source: "analyst", destination: ["detector"], type: "tool.result", tool: "fft", isError: true }),
    message(3, { id: "gone", state: "missing" }),
  ]);
  expect(nodes.map((node) => spokenOf(node, names))).toEqual([
    "DETECTOR, said 1",
    "ANALYST to DETECTOR, result of fft error, 1.0 s after DETECTOR, said 2",
    "DETECTOR, Broken link: there is no message with the id of its cause, or no longer, said 3",
  ]);
});
