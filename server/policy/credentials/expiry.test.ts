import { expect, it } from "vitest";
import { jitteredExpiry } from "./expiry";

it("lies between 80% and 100% of the life from now", () => {
  const now = new Date(0);
  expect(jitteredExpiry(now, 1_000, () => 0).getTime()).toBe(800);
  expect(jitteredExpiry(now, 1_000, () => 0.999_999).getTime()).toBe(1_000);
});
