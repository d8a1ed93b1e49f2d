import { expect, test } from "vitest";
import { RateMeter } from "./rate-meter";

function counted(times: number[], windowMs = 5_000): RateMeter {
  const meter = new RateMeter(windowMs);
  for (const at of times) meter.add("x", at);
  return meter;
}

const evenly = (perSecond: number, fromMs: number, toMs: number) =>
  Array.from({ length: ((toMs - fromMs) * perSecond) / 1_000 }, (_, index) => fromMs + (index * 1_000) / perSecond);

test("a steady rate is what it is, once it has gone on for a second", () => {
  const start = 1_700_000_000_000;
  expect(counted(evenly(200, start, start + 1_000)).perSecond(start + 1_000)).toBeCloseTo(200, -1);
  expect(counted(evenly(200, start, start + 60_000)).perSecond(start + 60_000)).toBeCloseTo(200, -1);
});

test("a single message in its first moment is no flood", () => {
  expect(counted([5_000]).perSecond(5_001)).toBe(1);
});

test("what is over is forgotten, however long the silence was", () => {
  const meter = counted(evenly(100, 0, 5_000));
  expect(meter.perSecond(7_500)).toBeCloseTo(50, -1);
  expect(meter.perSecond(7_620)).toBeCloseTo(46, -1);
  expect(meter.perSecond(10_300)).toBe(0);
  meter.add("x", 1_000_000);
  expect(meter.perSecond(1_000_000)).toBeCloseTo(1 / 5);
  expect(new RateMeter().perSecond(3)).toBe(0);
});

test("a clock that is set back does no harm", () => {
  const meter = counted([10_000, 10_100]);
  meter.add("x", 4_000);
  expect(meter.perSecond(10_200)).toBe(3);
});

test("the busiest keys come first, as many as are asked for", () => {
  const meter = new RateMeter();
  for (const key of ["b", "a", "c", "c", "c", "b"]) meter.add(key, 1_000);
  meter.add("a", 1_200);
  expect(meter.top(1_300, 2)).toEqual([
    { key: "c", perSecond: 3 },
    { key: "a", perSecond: 2 },
  ]);
});
