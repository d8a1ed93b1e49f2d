import { describe, expect, it, test } from "vitest";
import { whyReadOnly } from "../why-read-only";
import { blockOf, mayBlock } from "./block-of";
import { endOf } from "./duration";
import { localTime, withLocalTimes } from "./local-times";
import type { Block } from "./rights";

const block = (holder: Block["holder"], effect: Block["effect"]): Block => ({
  ...{ id: "1", channel: "lab", holder, effect, reason: "spam" },
  ...{ createdBy: "user:a", createdAt: "2026-03-01T10:00:00.000Z", expiresAt: null },
});

test("the block of somebody is their own, never that of a group of the same name", () => {
  const own = block({ principal: "a" }, "posting");
  const blocks = [block({ group: "a" }, "posting"), block({ principal: "b" }, "posting"), own];
  expect(blockOf(blocks, "a", "posting")).toBe(own);
  expect(blockOf(blocks, "a", "access")).toBeUndefined();
});

test("a block is offered of those below the own rank, and of nobody who is above blocks", () => {
  const owner = { principal: "me", isOwner: true };
  const moderator = { principal: "me", isOwner: false };
  const offered = (reader: typeof owner) =>
    (["owner", "moderator", "member", null, undefined] as const).map((role) => mayBlock(reader, { id: "x", role }));
  expect(offered(owner)).toEqual([false, true, true, true, true]);
  expect(offered(moderator)).toEqual([false, false, true, true, true]);
  expect(mayBlock(owner, { id: "me", role: "member" })).toBe(false);
});

test("a block ends so long after it began, or when somebody lifts it", () => {
  const now = new Date("2026-03-01T10:00:00.000Z");
  expect(endOf("hour", now)).toBe("2026-03-01T11:00:00.000Z");
  expect(endOf("day", now)).toBe("2026-03-02T10:00:00.000Z");
  expect(endOf("week", now)).toBe("2026-03-08T10:00:00.000Z");
  expect(endOf("open", now)).toBeUndefined();
});

test("what the server says is told with times as the reader writes them", () => {
  const at = "2026-03-01T10:00:00.000Z";
  expect(withLocalTimes(`You are paused until ${at}: spam.`)).toBe(`You are paused until ${localTime(at)}: spam.`);
  expect(withLocalTimes("until 2026: spam.")).toBe("until 2026: spam.");
});

describe("why somebody may not post", () => {
  it("is their block rather than that the channel is paused, and that it is archived before all", () => {
    const reason = "You are paused on #lab: spam.";
    expect(whyReadOnly({ state: "Paused", canPost: false }, reason)).toBe(reason);
    expect(whyReadOnly({ state: "Active", canPost: false }, reason)).toBe(reason);
    expect(whyReadOnly({ state: "Archived", canPost: false }, reason)).toMatch(/archived/);
    expect(whyReadOnly({ state: "Paused", canPost: false }, null)).toMatch(/moderator.*resumes/);
    expect(whyReadOnly({ state: "Active", canPost: true }, null)).toBeUndefined();
  });
});
