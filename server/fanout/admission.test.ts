import { expect, it } from "vitest";
import { Admission } from "./admission";

it("lets in as many messages and bytes as it is told, and again what has left", () => {
  const admission = new Admission({ messagesMax: 2, bytesMax: 10 });
  expect(admission.enter(4)).toBe(true);
  expect(admission.enter(7)).toBe(false);
  expect(admission.enter(6)).toBe(true);
  expect(admission.enter(0)).toBe(false);
  admission.leave(6);
  expect(admission.enter(1)).toBe(true);
  admission.leave(4);
  admission.leave(1);
  expect(admission.enter(10)).toBe(true);
});
