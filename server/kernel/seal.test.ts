import { expect, test } from "vitest";
import { seal, unseal } from "./seal";

test("what was sealed opens with the same secret", () => {
  expect(unseal("a secret", seal("a secret", "SAAseed ü"))).toBe("SAAseed ü");
});

test("another secret or changed bytes do not open it", () => {
  const sealed = seal("a secret", "SAAseed");
  expect(() => unseal("another", sealed)).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => unseal("a secret", sealed)).toThrow();
});
