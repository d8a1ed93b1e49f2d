import { expect, test } from "vitest";
import { sayMoment } from "./moment";

test("a time is said in the largest unit it fills, before and after now", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  const at = (seconds: number) => sayMoment(new Date(now + seconds * 1_000).toISOString(), now);
  expect(at(0)).toBe("just now");
  expect(at(-59)).toBe("just now");
  expect(at(-60)).toBe("1 minute ago");
  expect(at(-3_599)).toBe("59 minutes ago");
  expect(at(-86_400)).toBe("1 day ago");
  expect(at(30 * 86_400)).toBe("in 1 month");
  expect(at(3 * 3_600)).toBe("in 3 hours");
});
