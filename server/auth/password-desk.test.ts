import { expect, test } from "vitest";
import { createPasswordDesk } from "./password-desk";

/** A verification that ends when it is told to, and counts how many run. */
function createWork() {
  const ends: (() => void)[] = [];
  let most = 0;
  let times = 0;
  return {
    verify: async () => {
      times += 1;
      await new Promise<void>((resolve) => {
        ends.push(resolve);
        most = Math.max(most, ends.length);
      });
      return true;
    },
    endAll: async () => {
      for (let idle = 0; idle < 3; ) {
        const end = ends.shift();
        if (end) end();
        idle = end ? 0 : idle + 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    most: () => most,
    times: () => times,
  };
}

test("verifies two at a time, in turn, and answers everybody who found a place in the queue", async () => {
  const work = createWork();
  const desk = createPasswordDesk(work.verify);
  const answers = Promise.all(Array.from({ length: 20 }, () => desk.verify("x", null)));
  await work.endAll();
  expect(await answers).toEqual(Array.from({ length: 20 }, () => true));
  expect(work.most()).toBe(2);
});

test("refuses without the work when the queue is full", async () => {
  const work = createWork();
  const desk = createPasswordDesk(work.verify);
  const answers = Promise.all(Array.from({ length: 100 }, () => desk.verify("x", null)));
  await work.endAll();
  expect((await answers).filter(Boolean)).toHaveLength(34);
  expect(work.times()).toBe(34);
});

test("goes on after a verification that failed", async () => {
  let times = 0;
  const desk = createPasswordDesk(async () => {
    times += 1;
    if (times <= 2) throw new Error("no memory");
    return true;
  });
  const failures = await Promise.allSettled([desk.verify("x", null), desk.verify("x", null), desk.verify("x", null)]);
  expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
});

test("refuses after as long as a verification takes", async () => {
  const desk = createPasswordDesk(async () => new Promise((resolve) => setTimeout(() => resolve(false), 40)));
  for (let times = 0; times < 16; times += 1) await desk.verify("x", null);
  const begun = performance.now();
  expect(await desk.refuse()).toBe(false);
  const took = performance.now() - begun;
  expect(took).toBeGreaterThan(35);
  expect(took).toBeLessThan(250);
});
