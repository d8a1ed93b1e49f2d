import { expect, test } from "vitest";
import { fromLocal, rangeOf, toLocal } from "./period";

const nowMs = Date.UTC(2026, 0, 31, 12);

test("a named period reaches back from now", () => {
  expect(rangeOf({ period: "day", from: "x", to: "y" }, nowMs)).toEqual({ from: "2026-01-30T12:00:00.000Z" });
  expect(rangeOf({ period: "any", from: "", to: "" }, nowMs)).toEqual({});
  expect(rangeOf({ period: "nonsense", from: "", to: "" }, nowMs)).toEqual({});
});

test("a period of one's own takes what is a time", () => {
  const from = "2026-01-01T00:00:00.000Z";
  expect(rangeOf({ period: "custom", from, to: "" }, nowMs)).toEqual({ from });
  expect(rangeOf({ period: "custom", from: "soon", to: from }, nowMs)).toEqual({ to: from });
});

test("times keep their minute on the way through the control", () => {
  const time = "2026-01-31T10:20:00.000Z";
  expect(fromLocal(toLocal(time))).toBe(time);
  expect([toLocal(""), fromLocal("")]).toEqual(["", ""]);
});
