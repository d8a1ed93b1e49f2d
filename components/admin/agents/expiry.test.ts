import { expect, test } from "vitest";
import { expiryOf } from "./expiry";
import { keyStateOf } from "./key-state";

const now = Date.parse("2026-01-01T12:00:00Z");

test("a key ends never, after days, or with the day that was chosen", () => {
  expect(expiryOf({ choice: "never", day: "" }, now)).toBeNull();
  expect(expiryOf({ choice: "30", day: "" }, now)).toBe("2026-01-31T12:00:00.000Z");
  const end = expiryOf({ choice: "date", day: "2026-03-01" }, now);
  expect(new Date(end ?? 0).toString()).toContain("Mar 01 2026 23:59:59");
});

test("what was revoked stays revoked, and what has expired is no longer usable", () => {
  const soon = "2026-01-01T12:00:01Z";
  expect(keyStateOf({ expiresAt: soon, revokedAt: null }, now)).toBe("usable");
  expect(keyStateOf({ expiresAt: soon, revokedAt: null }, now + 1_000)).toBe("expired");
  expect(keyStateOf({ expiresAt: soon, revokedAt: soon }, now + 2_000)).toBe("revoked");
  expect(keyStateOf({ expiresAt: null, revokedAt: null }, now)).toBe("usable");
});
