import { expect, test } from "vitest";
import { createAttemptLimiter } from "./attempt-limiter";

function limiterAt(start: number, keysMax = 100) {
  let now = start;
  const clock = { now: () => new Date(now) };
  const limiter = createAttemptLimiter({ clock, windowMs: 1_000, keysMax });
  return { limiter, wait: (ms: number) => (now += ms) };
}

const attempt = (key: string, limit = 2) => [{ key, limit }];

test("attempts up to the limit pass, further ones do not, until the window has passed", () => {
  const { limiter, wait } = limiterAt(5_000);
  expect([1, 2, 3].map(() => limiter.take(attempt("a")))).toEqual([true, true, false]);
  wait(999);
  expect(limiter.take(attempt("a"))).toBe(false);
  wait(1);
  expect(limiter.take(attempt("a"))).toBe(true);
});

test("keys are counted apart, and one over its limit is enough to refuse", () => {
  const { limiter } = limiterAt(0);
  limiter.take(attempt("a", 1));
  expect(limiter.take(attempt("b", 1))).toBe(true);
  expect(limiter.take([...attempt("c", 1), ...attempt("a", 1)])).toBe(false);
});

test("a success forgets the attempts before it", () => {
  const { limiter } = limiterAt(0);
  limiter.take(attempt("a", 1));
  limiter.forget(["a"]);
  expect(limiter.take(attempt("a", 1))).toBe(true);
});
