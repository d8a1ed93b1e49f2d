import { expect, it } from "vitest";
import { dayName, shortTime } from "./time";

const now = new Date(2025, 5, 12, 12, 0).getTime();
const local = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

it("says how long ago within the hour and the time of day before", () => {
  expect(shortTime(local(2025, 5, 12, 12, 1), now)).toBe("just now");
  expect(shortTime(local(2025, 5, 12, 11, 55), now)).toBe("5 min ago");
  expect(shortTime(local(2025, 5, 12, 9, 5), now)).toMatch(/9[:.]05/);
  expect(shortTime("not a time", now)).toBe("");
});

it("names days by the reader's calendar", () => {
  expect(dayName(local(2025, 5, 12, 0, 1), now)).toBe("Today");
  expect(dayName(local(2025, 5, 11, 23, 59), now)).toBe("Yesterday");
  expect(dayName(local(2025, 5, 9, 12, 0), now)).toContain("9");
  expect(dayName(local(2024, 5, 9, 12, 0), now)).toContain("2024");
});
