import { expect, test } from "vitest";
import { differenceOf, sayDifference, tellingDifferenceOf } from "./difference";

const said = (before: unknown, after: unknown) => differenceOf(before, after).map(sayDifference);

test("names what came, went and changed, and nothing that stayed", () => {
  const before = { topic: "old", state: "Active", spec: { paused: false, gone: 1 } };
  const after = { topic: "new", state: "Active", spec: { paused: true }, more: "x" };
  expect(said(before, after)).toEqual(["topic: old → new", "spec.paused: false → true", "more: x", "spec.gone: 1 →"]);
});

test("compares lists as sets", () => {
  expect(differenceOf({ groups: ["A", "B"] }, { groups: ["C", "B"] })).toEqual([
    { kind: "items", path: "groups", added: ["C"], removed: ["A"] },
  ]);
  expect(differenceOf({ groups: ["A", "B"] }, { groups: ["B", "A"] })).toEqual([]);
  expect(said(null, { principals: ["a", "b", "c", "d", "e"] })).toEqual(["principals: +a +b +c +2…"]);
});

test("puts an object in a list on one line", () => {
  const role = (name: string) => ({ roles: [{ holder: { group: "Edge" }, role: name }] });
  expect(said(role("member"), role("owner"))).toEqual([
    "roles: +group: Edge · role: owner −group: Edge · role: member",
  ]);
});

test("takes nothing, empty texts and plain values for what they are", () => {
  expect(said(null, null)).toEqual([]);
  expect(said({ topic: "" }, { topic: "x" })).toEqual(["topic: “” → x"]);
  expect(said(null, { topic: "" })).toEqual(["topic: “”"]);
  expect(said(1, 2)).toEqual(["1 → 2"]);
});

test("leaves bookkeeping out where something else differs", () => {
  expect(tellingDifferenceOf({ uid: "u", generation: 1 }, { uid: "u", generation: 2, topic: "x" })).toMatchObject([
    { path: "topic" },
  ]);
  expect(tellingDifferenceOf(null, { id: "ada" })).toMatchObject([{ path: "id" }]);
});
