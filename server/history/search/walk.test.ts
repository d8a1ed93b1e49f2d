import fc from "fast-check";
import { expect, test } from "vitest";
import { indexStretch, type Stretch } from "./repository";
import { walk } from "./walk";

const oldest = 10;
const newest = 2_000_000;

function world(matching: readonly number[], steps: Stretch[] = []) {
  const read = async (stretch: Stretch, limit: number) => {
    steps.push(stretch);
    const { from, to } = stretch;
    return matching
      .filter((sequence) => sequence >= from && sequence < to)
      .sort((a, b) => b - a)
      .slice(0, limit);
  };
  return { from: oldest, to: newest + 1, scan: read, find: read, timeLeft: () => 100 };
}

test("whatever is to be found is found, newest first, and nothing is looked at twice or left out", async () => {
  const sequences = fc.uniqueArray(fc.integer({ min: oldest, max: newest }), { maxLength: 60 });
  const property = fc.asyncProperty(
    sequences,
    fc.integer({ min: 1, max: 50 }),
    fc.boolean(),
    async (matching, limit, isIndexed) => {
      const steps: Stretch[] = [];
      const given = world(matching, steps);
      const walked = await walk({ ...given, limit, find: isIndexed ? given.find : undefined });
      const expected = [...matching].sort((a, b) => b - a);
      expect(walked?.sequences).toEqual(expected.slice(0, limit));
      expect(walked?.from).toBe(matching.length >= limit ? expected[limit - 1] : oldest);
      expect(steps[0]?.to).toBe(newest + 1);
      for (const [index, step] of steps.entries()) if (index > 0) expect(step.to).toBe(steps[index - 1]?.from);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});

test("what is common never asks the index, what is rare soon asks it for much at once", async () => {
  const steps: Stretch[] = [];
  const common = Array.from({ length: 100 }, (_, index) => newest - index);
  await walk({ ...world(common, steps), limit: 26 });
  expect(steps).toHaveLength(1);
  steps.length = 0;
  await walk({ ...world([oldest], steps), limit: 26 });
  expect(steps.length).toBeLessThan(6);
});

test("without time it ends after two steps and says how far it came", async () => {
  const walked = await walk({ ...world([oldest]), limit: 26, timeLeft: () => 0 });
  expect(walked?.sequences).toEqual([]);
  expect(walked?.from).toBe((Math.floor((newest - 4_096) / indexStretch) - 7) * indexStretch);
});

test("what takes too long is tried in smaller steps, down to one that is too small to be slow", async () => {
  const { find: read, ...given } = world([oldest, 1_000_000]);
  const widthMax = 300_000;
  const slow = async (stretch: Stretch, limit: number) =>
    stretch.to - stretch.from > widthMax ? undefined : read(stretch, limit);
  expect((await walk({ ...given, limit: 5, find: slow }))?.sequences).toEqual([1_000_000, oldest]);
  expect(await walk({ ...given, limit: 5, scan: async () => undefined, find: async () => undefined })).toBeUndefined();
});
