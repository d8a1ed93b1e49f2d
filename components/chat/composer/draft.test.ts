import { expect, it } from "vitest";
import { fitOf } from "./draft";

it("counts what is sent, not what is typed", () => {
  expect(fitOf("a".repeat(900_000))).toEqual({ kind: "fits" });
  expect(fitOf("a".repeat(1_000_000)).kind).toBe("near");
  expect(fitOf("a".repeat(1_048_576)).kind).toBe("over");
  expect(fitOf("\n".repeat(600_000)).kind).toBe("over");
  expect(fitOf("é".repeat(530_000)).kind).toBe("over");
});
