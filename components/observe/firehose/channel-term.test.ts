import { expect, test } from "vitest";
import { withChannel } from "./channel-term";

test("a channel takes the place of the one before, and everything else stays", () => {
  expect(withChannel("", "lab")).toBe("in:lab");
  expect(withChannel('from:detector "pump 3" -in:noise', "lab")).toBe('from:detector "pump 3" -in:noise in:lab');
  expect(withChannel("in:lab has:error", "vault")).toBe("has:error in:vault");
  expect(withChannel("in:lab has:error", undefined)).toBe("has:error");
});
