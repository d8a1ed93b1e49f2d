import { expect, test } from "vitest";
import { graphOf } from "../graph";
import { message } from "../sample";
import { sequenceOf } from "./sequence-rows";

test("each participant has a lane, in the order they come in, and each message an arrow from its cause's", () => {
  const nodes = graphOf([message(1), message(2, 1, { source: "analyst" }), message(3, 2, { source: "detector" })]);
  const { lanes, rows } = sequenceOf(nodes);
  expect(lanes).toEqual([
    { kind: "participant", id: "detector" },
    { kind: "participant", id: "analyst" },
  ]);
  expect(rows.map((row) => row.kind === "message" && [row.from, row.lane])).toEqual([
    [undefined, 0],
    [0, 1],
    [1, 0],
  ]);
});

test("what is not visible has a lane of its own", () => {
  const { lanes, rows } = sequenceOf(graphOf([message(1, { id: "h", state: "hidden" }), message(2, 1)]));
  expect(lanes[0]).toEqual({ kind: "hidden" });
  expect(rows).toMatchObject([
    { lane: 1, from: 0 },
    { lane: 1, from: 1 },
  ]);
});

test("a pause that stands out is a row", () => {
  const nodes = graphOf([1, 2, 3, 60, 61].map((sequence) => message(sequence)));
  expect(sequenceOf(nodes).rows.map((row) => (row.kind === "gap" ? row.ms : row.key))).toEqual([
    "1",
    "2",
    "3",
    57_000,
    "60",
    "61",
  ]);
});
