import { expect, test } from "vitest";
import { createGrantSample } from "./grant-sample";

function sampledOf(oneIn: number, calls: number): number[] {
  const isSampled = createGrantSample(oneIn);
  return Array.from({ length: calls }, (_, index) => index).filter(() => isSampled());
}

test("takes one in so many, as closely as a sample can", () => {
  const taken = sampledOf(100, 100_000).length;
  expect(taken).toBeGreaterThan(950);
  expect(taken).toBeLessThan(1_050);
});

test("takes all for 1 and none for 0", () => {
  expect(sampledOf(1, 50)).toHaveLength(50);
  expect(sampledOf(0, 50)).toHaveLength(0);
});

test("takes the same ones each time it starts", () => {
  expect(sampledOf(10, 1_000)).toEqual(sampledOf(10, 1_000));
});

test("does not keep step with traffic that comes in turns", () => {
  const agents = new Set(sampledOf(100, 100_000).map((index) => index % 100));
  expect(agents.size).toBeGreaterThan(90);
});
