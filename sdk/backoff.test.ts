import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs, pause } from "./backoff";

describe("backoffMs", () => {
  it("doubles up to its bound, and is at least half and at most the whole of it", () => {
    const bounds = { firstMs: 100, maxMs: 3_000 };
    expect([0, 1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(attempt, bounds, () => 1))).toEqual([
      100, 200, 400, 800, 1_600, 3_000, 3_000,
    ]);
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const full = backoffMs(attempt, bounds, () => 1);
        const waited = backoffMs(attempt, bounds, () => chance);
        expect(waited).toBeGreaterThanOrEqual(full / 2);
        expect(waited).toBeLessThanOrEqual(full);
      }),
    );
  });
});

describe("pause", () => {
  it("can be cut short", async () => {
    const long = pause(1_000_000);
    long.end();
    await expect(long.done).resolves.toBeUndefined();
  });
});
