import { describe, expect, it } from "vitest";
import { decide } from "./decide";
import type { BlockFacts, Facts } from "./facts";
import { type Blocking, expectedRights, type HolderKind, rightsText, visibilities } from "./role-table";

const readAt = 1_800_000_000_000;
const block = { id: "b", group: null, reason: "spam", endsAt: null };
const ofGroup = { ...block, group: "G" };

const blocksOf: Record<Blocking, BlockFacts[]> = {
  none: [],
  access: [{ ...block, effect: "access" }],
  "access of group": [{ ...ofGroup, effect: "access" }],
  posting: [{ ...block, effect: "posting" }],
  "posting of group": [{ ...ofGroup, effect: "posting" }],
  ended: [
    { ...block, effect: "access", endsAt: readAt },
    { ...ofGroup, effect: "posting", endsAt: readAt - 1 },
  ],
};

const agent = { key: 1, kind: "agent", isDisabled: false, platformRole: undefined } as const;
const holderOf: Record<HolderKind, Pick<Facts, "principal" | "role">> = {
  none: { principal: agent, role: undefined },
  member: { principal: agent, role: { role: "member", group: "G" } },
  moderator: { principal: agent, role: { role: "moderator", group: null } },
  owner: { principal: agent, role: { role: "owner", group: null } },
  admin: { principal: { ...agent, kind: "person", platformRole: "admin" }, role: undefined },
  operator: { principal: { ...agent, kind: "person", platformRole: "operator" }, role: undefined },
  observer: { principal: { ...agent, kind: "person", platformRole: "observer" }, role: undefined },
};

describe.each(visibilities)("on a channel that is %s", (visibility) => {
  const cells = expectedRights().filter((cell) => cell.visibility === visibility);
  it.each(cells)("$holder, blocked: $blocking, may $rights", ({ holder, blocking, rights }) => {
    const facts: Facts = {
      revision: "7",
      readAt,
      isSpaceArchived: false,
      ...holderOf[holder],
      channel: {
        state: "Active",
        isPublic: visibility !== "private",
        hasGroups: visibility !== "public",
        enablePersistence: true,
        retentionMs: null,
      },
      thread: undefined,
      participantGroup: undefined,
      blocks: blocksOf[blocking],
      groups: [],
    };
    const question = { principal: "p", place: { channel: "x" } };
    expect(rightsText((action) => decide({ ...question, action }, facts).allowed)).toBe(rights);
  });
});

describe("what a block says", () => {
  const member: Facts = {
    revision: "7",
    readAt,
    isSpaceArchived: false,
    ...holderOf.member,
    channel: { state: "Paused", isPublic: false, hasGroups: true, enablePersistence: true, retentionMs: null },
    thread: undefined,
    participantGroup: undefined,
    blocks: [],
    groups: ["G"],
  };
  const post = (facts: Partial<Facts>) =>
    decide({ principal: "p", action: "channel.post", place: { channel: "x" } }, { ...member, ...facts });

  it("of several the graver, then the one that ends last; the answer holds until the first of them ends", () => {
    const soon = { ...block, effect: "posting", endsAt: readAt + 1_000 } as const;
    const late = { ...ofGroup, effect: "access", endsAt: readAt + 9_000 } as const;
    const later = { ...block, effect: "access", endsAt: null } as const;
    expect(post({ blocks: [soon, late] })).toMatchObject({
      code: "blocked",
      reason: expect.stringContaining("Your group G is blocked from #x until"),
      validUntil: new Date(readAt + 1_000).toISOString(),
    });
    expect(post({ blocks: [late, later] }).reason).toContain("You are blocked from #x: spam.");
    expect(post({ blocks: [later] }).validUntil).toBeUndefined();
    expect(post({ blocks: [soon] })).toMatchObject({ code: "paused", rule: "channel.pause" });
  });

  it("comes before that the channel is paused, and after that there is no right at all", () => {
    const barred = [{ ...block, effect: "access" } as const];
    expect(post({}).code).toBe("channel_paused");
    expect(post({ blocks: barred }).code).toBe("blocked");
    const outside = post({ blocks: barred, role: undefined });
    expect(outside).toMatchObject({ rule: "channel.role", told: { code: "forbidden", rule: "channel.access" } });
    expect(outside.validUntil).toBeUndefined();
  });
});
