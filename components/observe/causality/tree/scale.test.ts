import { expect, test } from "vitest";
import { graphOf } from "../graph";
import { message } from "../sample";
import { barOf, scaleOf } from "./scale";

test("a bar reaches from the cause to its effect, on the scale of the whole", () => {
  const nodes = graphOf([message(1), message(3, 1), message(5, 3)]);
  const scale = scaleOf(nodes);
  expect(nodes.map((node) => barOf(node, scale))).toEqual([
    { left: 0, width: 0 },
    { left: 0, width: 50 },
    { left: 50, width: 50 },
  ]);
});

test("of a single message there is a scale too", () => {
  const nodes = graphOf([message(1)]);
  expect(nodes.map((node) => barOf(node, scaleOf(nodes)))).toEqual([{ left: 0, width: 0 }]);
});
