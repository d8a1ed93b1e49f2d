import { expect, test } from "vitest";
import { Sampler } from "./sampler";

/** A fixed row of numbers between 0 and 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function offered(sampler: Sampler, perSecond: number, seconds: number, from = 1_000_000): boolean[] {
  return Array.from({ length: perSecond * seconds }, (_, index) => sampler.take(from + (index * 1_000) / perSecond));
}

const shown = (taken: boolean[]) => taken.filter(Boolean).length;

test("everything is shown of what somebody can follow", () => {
  const sampler = new Sampler(50, seeded(1));
  expect(shown(offered(sampler, 40, 10))).toBe(400);
  expect(sampler.oneIn(1_010_000)).toBe(1);
});

test("beyond that about as much is shown as can be followed, from the first second on, and it is said of how much", () => {
  for (const perSecond of [200, 2_000]) {
    const sampler = new Sampler(50, seeded(perSecond));
    const taken = offered(sampler, perSecond, 10);
    expect(shown(taken.slice(0, perSecond))).toBeLessThanOrEqual(100);
    expect(shown(taken.slice(perSecond)) / 9).toBeGreaterThan(35);
    expect(shown(taken.slice(perSecond)) / 9).toBeLessThanOrEqual(51);
    expect(sampler.oneIn(1_010_000)).toBeGreaterThan((perSecond / 50) * 0.9);
    expect(sampler.oneIn(1_010_000)).toBeLessThan((perSecond / 50) * 1.5);
  }
});

test("no rhythm of the senders keeps one of them out", () => {
  const sampler = new Sampler(50, seeded(7));
  const byPlace = [0, 0, 0, 0];
  for (const [index, isShown] of offered(sampler, 200, 20).entries()) {
    const place = index % 4;
    if (isShown) byPlace[place] = (byPlace[place] ?? 0) + 1;
  }
  for (const count of byPlace) expect(count).toBeGreaterThan(150);
});

test("once the flood is over everything is shown again", () => {
  const sampler = new Sampler(50, seeded(3));
  offered(sampler, 2_000, 2);
  const after = offered(sampler, 20, 10, 1_003_500);
  expect(shown(after)).toBe(200);
  expect(sampler.oneIn(1_013_500)).toBe(1);
});
