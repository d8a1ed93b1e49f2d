import { expect, it } from "vitest";
import { fullPlan, planBatches, planGroups } from "./plan";

it("has as many memberships as planned, none twice, in groups from all agents down to a few", () => {
  const groups = planGroups(fullPlan);
  expect(groups.length).toBe(fullPlan.groups);
  expect(new Set(groups.map(({ name }) => name)).size).toBe(fullPlan.groups);
  const sizes = groups.map(({ size }) => size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(fullPlan.memberships);
  expect(Math.max(...sizes)).toBe(fullPlan.agents);
  expect(Math.min(...sizes)).toBeLessThan(10);
  expect(sizes.filter((size) => size <= 100).length).toBeGreaterThanOrEqual(500);
  for (const { stride, offset, size } of groups.slice(-20)) {
    const members = Array.from({ length: size }, (_, index) => (index * stride + offset) % fullPlan.agents);
    expect(new Set(members).size).toBe(size);
  }
});

it("is written in batches that hold each membership once", () => {
  const groups = planGroups(fullPlan);
  const batches = planBatches(groups, 300_000);
  expect(Math.max(...batches.map(({ rows }) => rows))).toBe(300_000);
  const written = groups.map(() => 0);
  for (const { parts } of batches) {
    for (const { group, from, to } of parts) {
      expect(from).toBe(written[group]);
      written[group] = to;
    }
  }
  expect(written).toEqual(groups.map(({ size }) => size));
});
