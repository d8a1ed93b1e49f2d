import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

test("a password verifies against its own hash only, whatever Unicode form it is typed in", async () => {
  const stored = await hashPassword("café au lait");
  expect(stored).toMatch(/^[\w-]{22}:[\w-]{43}$/);
  expect(await verifyPassword("cafe\u0301 au lait", stored)).toBe(true);
  expect(await verifyPassword("cafe au lait", stored)).toBe(false);
});

test("nobody signs in without a stored hash", async () => {
  for (const stored of [null, undefined, "", "nonsense"]) expect(await verifyPassword("", stored)).toBe(false);
});
