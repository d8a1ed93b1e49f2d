import { expect, test } from "vitest";
import { stepsOf } from "./path-steps";

const words = (path: string[]) => stepsOf(path).map(({ kind, text }) => `${kind}:${text}`);

test("a path is its stops, with the role apart from the place", () => {
  expect(words(["agent detector", "group ML of all", "member of #sensors.anomaly"])).toEqual([
    "agent:detector",
    "group:ML of all",
    "role:member",
    "place:#sensors.anomaly",
  ]);
  expect(words(["person ann", "platform role admin"])).toEqual(["person:ann", "platform:admin"]);
});

test("what is no stop of a known kind is shown as it is", () => {
  expect(words(["agent a", "#open is public"])).toEqual(["agent:a", "place:#open is public"]);
});
