import { describe, expect, it } from "vitest";
import { retentionTtl } from "./retention";

describe("retentionTtl", () => {
  it.each([
    [null, undefined],
    [0, "1s"],
    [1, "1s"],
    [1_000, "1s"],
    [1_001, "2s"],
    [604_800_000, "604800s"],
    [9_000_000_000_000, "9000000000s"],
    [9_000_000_000_001, undefined],
  ])("keeps a message of a channel with %s ms for %s", (retentionMs, ttl) => {
    expect(retentionTtl(retentionMs)).toBe(ttl);
  });
});
