import { expect, test } from "vitest";
import { agoText } from "./since";

test("how long ago is said in the largest unit", () => {
  const now = Date.parse("2030-01-31T12:00:00Z");
  const ago = (seconds: number) => agoText(new Date(now - seconds * 1_000).toISOString(), now);
  expect([ago(-5), ago(59), ago(60), ago(7_300), ago(200_000)]).toEqual([
    "just now",
    "just now",
    "1 minute ago",
    "2 hours ago",
    "2 days ago",
  ]);
});
