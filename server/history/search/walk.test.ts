import fc from "fast-check";
import { expect, test } from "vitest";
import { indexStretch, type Stretch } from "./repository";
import { type Read, stretchTerms, walk } from "./walk";

const oldest = 10;
const newest = 2_000_000;

interface Steps {
  scan: Stretch[];
  find: Stretch[];
}

/** Reads what matches, in so many milliseconds for a step of that width; longer than it may is given up. */
function world(matching: readonly number[], costs: { scan?: Cost; find?: Cost } = {}, budgetMs = 1_000) {
  const steps: Steps = { scan: [], find: [] };
  const taken: Stretch[] = [];
  let now = 0;
  const readAt =
    (cost: Cost, kept: Stretch[]): Read =>
    async (stretch, limit, timeoutMs) => {
      const { from, to } = stretch;
      kept.push(stretch);
      const ms = cost(to - from);
      now += Math.min(ms, timeoutMs);
      if (ms > timeoutMs) return undefined;
      taken.push(stretch);
      return matching
        .filter((sequence) => sequence >= from && sequence < to)
        .sort((a, b) => b - a)
        .slice(0, limit);
    };
  const quick: Cost = () => 1;
  const find = readAt(costs.find ?? quick, steps.find);
  return {
    steps,
    taken,
    elapsed: () => now,
    from: oldest,
    to: newest + 1,
    scan: readAt(costs.scan ?? quick, steps.scan),
    openIndex: async (): Promise<Read | undefined> => find,
    timeLeft: () => budgetMs - now,
  };
}
type Cost = (width: number) => number;

test("whatever is to be found is found, newest first, and nothing is looked at twice or left out", async () => {
  const sequences = fc.uniqueArray(fc.integer({ min: oldest, max: newest }), { maxLength: 60 });
  const property = fc.asyncProperty(
    sequences,
    fc.integer({ min: 1, max: 50 }),
    fc.boolean(),
    async (matching, limit, isIndexed) => {
      const { taken, ...given } = world(matching);
      const openIndex = isIndexed ? given.openIndex : async () => undefined;
      const walked = await walk({ ...given, limit, openIndex });
      const expected = [...matching].sort((a, b) => b - a);
      expect(walked?.sequences).toEqual(expected.slice(0, limit));
      expect(walked?.from).toBe(matching.length >= limit ? expected[limit - 1] : oldest);
      expect(taken[0]?.to).toBe(newest + 1);
      for (const [index, step] of taken.entries()) if (index > 0) expect(step.to).toBe(taken[index - 1]?.from);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

test("what is common never asks the index, what is rare soon asks it for much at once", async () => {
  const common = world(Array.from({ length: 100 }, (_, index) => newest - index));
  await walk({ ...common, limit: 26 });
  expect(common.steps).toMatchObject({ scan: { length: 1 }, find: [] });
  const rare = world([oldest]);
  await walk({ ...rare, limit: 26 });
  expect(rare.steps.scan).toHaveLength(1);
  expect(rare.steps.find.length).toBeLessThan(5);
});

test("it keeps to its time however much a step costs, and says how far it came in it", async () => {
  const cost = fc.record({ fixed: fc.nat({ max: 5 }), each: fc.double({ min: 0, max: 0.02, noNaN: true }) });
  const property = fc.asyncProperty(cost, cost, async (scan, find) => {
    const costs = {
      scan: (width: number) => scan.fixed + width * scan.each,
      find: (width: number) => find.fixed + Math.ceil(width / indexStretch) * find.each * 4_096,
    };
    const { taken, elapsed, ...given } = world([oldest], costs, 120);
    const walked = await walk({ ...given, limit: 26 });
    expect(elapsed()).toBeLessThanOrEqual(120 + 40);
    expect(walked?.from).toBe(taken.at(-1)?.from);
    expect(walked?.sequences).toEqual(walked?.from === oldest ? [oldest] : []);
  });
  await fc.assert(property, { numRuns: 300 });
});

test("where the index is slow, the rest of the time goes to looking at each message", async () => {
  const slow = world([oldest], { scan: (width) => width / 1_000, find: () => 500 }, 120);
  const walked = await walk({ ...slow, limit: 26 });
  expect(slow.steps.find).toHaveLength(1);
  expect(newest - (walked?.from ?? newest)).toBeGreaterThan(40_000);
});

test("without any time left the newest messages are looked at still", async () => {
  const walked = await walk({ ...world([oldest, newest], {}, 0), limit: 26 });
  expect(walked).toEqual({ sequences: [newest], from: newest + 1 - 4_096 });
});

test("when nothing could be examined, smaller steps are tried, down to one that is too small to be slow", async () => {
  const slow = world([newest], { scan: (width) => (width > 300 ? 10_000 : 300) }, 120);
  expect(await walk({ ...slow, limit: 5 })).toEqual({ sequences: [newest], from: newest + 1 - 256 });
  const stuck = world([], { scan: () => 10_000, find: () => 10_000 }, 120);
  expect(await walk({ ...stuck, limit: 5 })).toBeUndefined();
});

test("the stretches of the index that are asked for cover exactly what is wanted, with few terms", () => {
  const sequence = fc.integer({ min: 0, max: 2 ** 40 });
  const property = fc.property(sequence, fc.integer({ min: 1, max: 2 ** 26 }), (from, width) => {
    const covered = stretchTerms("lab", { from, to: from + width }).map((term) => {
      const [, bits = 0, at = 0] = (/^at:lab\/(16|19|22)\/(\d+)$/.exec(term) ?? []).map(Number);
      return { from: at * 2 ** bits, to: (at + 1) * 2 ** bits };
    });
    expect(covered[0]?.from).toBe(Math.floor(from / indexStretch) * indexStretch);
    expect(covered.at(-1)?.to).toBe(Math.ceil((from + width) / indexStretch) * indexStretch);
    for (const [index, one] of covered.entries()) if (index > 0) expect(one.from).toBe(covered[index - 1]?.to);
    expect(covered.length).toBeLessThanOrEqual(width / 2 ** 22 + 30);
  });
  fc.assert(property);
});
