import { expect, test } from "vitest";
import { avatarLook } from "./avatar-look";

test("an avatar looks the same for the same id", () => {
  expect(avatarLook("detector-1", "Detector 1")).toEqual(avatarLook("detector-1", "Detector 1"));
});

test("initials are two letters of one word or the first letters of two, whatever the script", () => {
  expect(avatarLook("x", "detector").initials).toBe("DE");
  expect(avatarLook("x", "Edge Lab East").initials).toBe("EL");
  expect(avatarLook("x", "sensor-signal").initials).toBe("SS");
  expect(avatarLook("x", "Ω").initials).toBe("Ω");
  expect(avatarLook("x", "…").initials).toBe("?");
});
