import { expect, it } from "vitest";
import { isOlder } from "./revision";

it("compares as numbers of any size", () => {
  expect(isOlder("9", "10")).toBe(true);
  expect(isOlder("10", "9")).toBe(false);
  expect(isOlder("9007199254740993", "9007199254740993")).toBe(false);
  expect(isOlder("9007199254740992", "9007199254740993")).toBe(true);
});

it("refuses what is no revision", () => {
  for (const wrong of ["", "-1", "1.5", "x", "1".repeat(20)]) {
    expect(() => isOlder("1", wrong)).toThrow(expect.objectContaining({ code: "VALIDATION" }));
  }
});
