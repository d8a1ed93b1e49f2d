import { describe, expect, it } from "vitest";
import type { Place } from "@/sdk/protocol";
import { toldOf } from "./check";
import { decide } from "./decide";
import type { Facts } from "./facts";
import type { Action, DenialCode } from "./types";

const channel: NonNullable<Facts["channel"]> = {
  state: "Active",
  isPublic: false,
  hasGroups: true,
  enablePersistence: true,
  retentionMs: 604_800_000,
};
const agent: NonNullable<Facts["principal"]> = { key: 1, kind: "agent", isDisabled: false, platformRole: undefined };
const person = (platformRole: "admin" | "operator" | "observer") => ({
  ...agent,
  kind: "person" as const,
  platformRole,
});
const base: Facts = {
  revision: "7",
  readAt: 1_800_000_000_000,
  isSpaceArchived: false,
  principal: agent,
  channel,
  thread: undefined,
  role: undefined,
  participantGroup: undefined,
  blocks: [],
  groups: [],
};
const member = { role: "member", group: "A" } as const;
const moderator = { role: "moderator", group: "A" } as const;
const owner = { role: "owner", group: null } as const;
const publicOpen = { ...channel, isPublic: true, hasGroups: false };
const publicForMembers = { ...channel, isPublic: true, hasGroups: true };
const inherited = { isPrivate: false, state: "Active" } as const;
const own = { isPrivate: true, state: "Active" } as const;

const here: Place = { channel: "x" };
const thread: Place = { channel: "x", thread: "t" };

interface Row {
  when: string;
  facts: Partial<Facts>;
  place?: Place;
  allowed: Action[];
  denied: Partial<Record<Action, [rule: string, code?: DenialCode]>>;
}

const every: Action[] = ["channel.read", "channel.post", "channel.manage", "channel.moderate", "thread.create"];
const all = (rule: string, code?: DenialCode, actions = every): Row["denied"] =>
  Object.fromEntries(actions.map((action) => [action, [rule, code]]));

const rows: Row[] = [
  {
    when: "the space is archived",
    facts: { isSpaceArchived: true, role: owner },
    allowed: [],
    denied: all("space.active"),
  },
  { when: "nobody has that id", facts: { principal: undefined }, allowed: [], denied: all("principal.known") },
  {
    when: "the principal is disabled, even an admin",
    facts: { principal: { ...person("admin"), isDisabled: true }, role: owner },
    allowed: [],
    denied: { ...all("principal.enabled"), "space.admin": ["principal.enabled"] },
  },
  {
    when: "an admin without a role",
    facts: { principal: person("admin") },
    allowed: [...every, "space.admin"],
    denied: {},
  },
  {
    when: "an agent outside a private channel",
    facts: {},
    allowed: [],
    denied: { ...all("channel.role"), "space.admin": ["space.admin"] },
  },
  {
    when: "a member",
    facts: { role: member },
    allowed: ["channel.read", "channel.post", "thread.create"],
    denied: all("channel.role", "forbidden", ["channel.manage", "channel.moderate"]),
  },
  {
    when: "a moderator",
    facts: { role: moderator },
    allowed: ["channel.read", "channel.post", "thread.create", "channel.moderate"],
    denied: all("channel.role", "forbidden", ["channel.manage"]),
  },
  { when: "an owner by own name", facts: { role: owner }, allowed: every, denied: { "space.admin": ["space.admin"] } },
  {
    when: "anybody on a public channel without groups",
    facts: { channel: publicOpen },
    allowed: ["channel.read", "channel.post", "thread.create"],
    denied: all("channel.role", "forbidden", ["channel.manage", "channel.moderate"]),
  },
  {
    when: "an outsider on a public channel that names groups",
    facts: { channel: publicForMembers },
    allowed: ["channel.read"],
    denied: all("channel.role", "forbidden", ["channel.post", "thread.create", "channel.manage"]),
  },
  {
    when: "a member of a public channel that names groups",
    facts: { channel: publicForMembers, role: member },
    allowed: ["channel.read", "channel.post"],
    denied: {},
  },
  {
    when: "an observer, even an owner",
    facts: { principal: person("observer"), role: owner },
    allowed: ["channel.read"],
    denied: all("platform.observer", "forbidden", [
      "channel.post",
      "thread.create",
      "channel.manage",
      "channel.moderate",
    ]),
  },
  {
    when: "an observer outside a private channel",
    facts: { principal: person("observer") },
    allowed: [],
    denied: all("channel.role", "forbidden", ["channel.read"]),
  },
  {
    when: "an operator outside a private channel",
    facts: { principal: person("operator") },
    allowed: [],
    denied: all("channel.role"),
  },
  {
    when: "an operator outside a public channel that names groups",
    facts: { principal: person("operator"), channel: publicForMembers },
    allowed: ["channel.read", "thread.create"],
    denied: all("channel.role", "forbidden", ["channel.post", "channel.manage"]),
  },
  {
    when: "an operator and no channel",
    facts: { principal: person("operator"), channel: undefined },
    allowed: ["channel.manage"],
    denied: all("channel.exists", "unknown_channel", ["channel.read", "channel.post", "thread.create"]),
  },
  {
    when: "an agent and no channel",
    facts: { channel: undefined },
    allowed: [],
    denied: {
      ...all("channel.exists", "unknown_channel", ["channel.read", "channel.post"]),
      "channel.manage": ["channel.create", "forbidden"],
    },
  },
  {
    when: "an observer and no channel",
    facts: { principal: person("observer"), channel: undefined },
    allowed: [],
    denied: { "channel.manage": ["channel.create", "forbidden"] },
  },
  {
    when: "a member of an archived channel",
    facts: { channel: { ...channel, state: "Archived" }, role: member },
    allowed: ["channel.read"],
    denied: all("channel.archived", "channel_archived", ["channel.post", "thread.create"]),
  },
  {
    when: "an admin on an archived channel",
    facts: { channel: { ...channel, state: "Archived" }, principal: person("admin") },
    allowed: ["channel.read", "channel.manage"],
    denied: all("channel.archived", "channel_archived", ["channel.post", "thread.create"]),
  },
  {
    when: "an outsider of an archived channel",
    facts: { channel: { ...channel, state: "Archived" } },
    allowed: [],
    denied: all("channel.role", "forbidden", ["channel.read", "channel.post"]),
  },
  {
    when: "a member of a paused channel",
    facts: { channel: { ...channel, state: "Paused" }, role: member },
    allowed: ["channel.read"],
    denied: all("channel.paused", "channel_paused", ["channel.post", "thread.create"]),
  },
  {
    when: "a member and no such thread",
    facts: { role: member },
    place: thread,
    allowed: ["thread.create"],
    denied: all("thread.exists", "unknown_thread", ["channel.read", "channel.post"]),
  },
  {
    when: "a member in an inherited thread",
    facts: { role: member, thread: inherited },
    place: thread,
    allowed: ["channel.read", "channel.post"],
    denied: {},
  },
  {
    when: "an outsider in an inherited thread",
    facts: { thread: inherited },
    place: thread,
    allowed: [],
    denied: all("channel.role", "forbidden", ["channel.read", "channel.post"]),
  },
  {
    when: "a member of the channel outside a private thread",
    facts: { role: member, thread: own },
    place: thread,
    allowed: ["thread.create"],
    denied: all("thread.participant", "forbidden", ["channel.read", "channel.post"]),
  },
  {
    when: "a participant of a private thread without a role on the channel",
    facts: { thread: own, participantGroup: "B" },
    place: thread,
    allowed: ["channel.read", "channel.post"],
    denied: all("channel.role", "forbidden", ["channel.manage", "channel.moderate", "thread.create"]),
  },
  {
    when: "an observer who takes part in a private thread",
    facts: { principal: person("observer"), thread: own, participantGroup: "B" },
    place: thread,
    allowed: ["channel.read"],
    denied: all("platform.observer", "forbidden", ["channel.post"]),
  },
  {
    when: "a participant of an archived thread",
    facts: { thread: { ...own, state: "Archived" }, participantGroup: "B" },
    place: thread,
    allowed: ["channel.read"],
    denied: all("thread.archived", "channel_archived", ["channel.post"]),
  },
  {
    when: "a thread of the archived channel",
    facts: { channel: { ...channel, state: "Archived" }, role: member, thread: inherited },
    place: thread,
    allowed: ["channel.read"],
    denied: all("channel.archived", "channel_archived", ["channel.post"]),
  },
  {
    when: "a paused thread",
    facts: { role: member, thread: { ...inherited, state: "Paused" } },
    place: thread,
    allowed: ["channel.read"],
    denied: all("channel.paused", "channel_paused", ["channel.post"]),
  },
  {
    when: "a private thread is addressed as an inherited one",
    facts: { role: member, thread: own, participantGroup: "B" },
    place: { ...thread, isPrivate: false },
    allowed: [],
    denied: all("thread.kind", "unknown_thread", ["channel.read", "channel.post"]),
  },
  {
    when: "an inherited thread is addressed as a private one",
    facts: { role: member, thread: inherited },
    place: { ...thread, isPrivate: true },
    allowed: [],
    denied: all("thread.kind", "unknown_thread", ["channel.read", "channel.post"]),
  },
];

describe("decide", () => {
  for (const { when, facts, place = here, allowed, denied } of rows) {
    it(`${when}: allows ${allowed.join(", ") || "nothing"}`, () => {
      for (const action of allowed) {
        const decision = decide({ principal: "p", action, place }, { ...base, ...facts });
        expect(decision, `${action}: ${decision.reason}`).toMatchObject({ allowed: true, revision: "7" });
        expect(decision.code).toBeUndefined();
        expect(decision.path.length).toBeGreaterThan(1);
      }
      for (const [action, [rule, code = "forbidden"]] of Object.entries(denied)) {
        const decision = decide({ principal: "p", action: action as Action, place }, { ...base, ...facts });
        expect(decision, action).toMatchObject({ allowed: false, rule, code });
        expect(decision.reason).toMatch(/\.$/);
      }
    });
  }

  it("tells how a right comes about, from the principal to the place", () => {
    const path = (facts: Partial<Facts>, place = here) =>
      decide({ principal: "p", action: "channel.read", place }, { ...base, ...facts }).path;
    expect(path({ role: member })).toEqual(["agent p", "group A", "member of #x"]);
    expect(path({ role: owner })).toEqual(["agent p", "owner of #x"]);
    expect(path({ channel: publicOpen })).toEqual(["agent p", "#x is public"]);
    expect(path({ principal: person("admin") })).toEqual(["person p", "platform role admin"]);
    expect(path({ thread: own, participantGroup: "B" }, thread)).toEqual(["agent p", "group B", "participant of #x/t"]);
  });

  it("names the groups that do not help, and who can change that", () => {
    const reason = (facts: Partial<Facts>, place = here, action: Action = "channel.read") =>
      decide({ principal: "p", action, place }, { ...base, ...facts }).reason;
    expect(reason({ groups: ["A", "B"] })).toBe(
      "You cannot read #x: none of your groups (A, B) has a role on this channel. An owner of the channel or an admin can change that.",
    );
    expect(reason({ groups: ["A", "B", "C", "D"] })).toContain("none of your groups (A, B, C and others)");
    expect(reason({})).toContain("you are in no group");
    expect(reason({ channel: publicForMembers, groups: ["A"] }, here, "channel.post")).toContain(
      "You can read #x but not post to it: none of your groups (A)",
    );
    expect(reason({ thread: own, groups: ["A"] }, thread)).toContain(
      "You cannot read #x/t: none of your groups (A) takes part in this thread.",
    );
  });

  it("carries what Fanout needs of the channel and the thread's kind", () => {
    const question = { principal: "p", action: "channel.post", place: thread } as const;
    expect(decide(question, { ...base, thread: own, participantGroup: "B" })).toMatchObject({
      channel: { enablePersistence: true, retentionMs: 604_800_000, state: "Active" },
      isPrivate: true,
    });
    expect(decide({ ...question, place: here }, base).isPrivate).toBe(false);
  });
});

describe("what is told of a denial", () => {
  const told = (action: Action, place: Place, facts: Partial<Facts>) => {
    const decision = decide({ principal: "p", action, place }, { ...base, ...facts });
    expect(decision.allowed).toBe(false);
    return toldOf(decision);
  };
  const absent = { channel: undefined };
  const archived = { channel: { ...channel, state: "Archived" as const } };
  const strangers = { agent, observer: person("observer") };

  for (const [name, principal] of Object.entries(strangers)) {
    it(`an outsider (${name}) cannot tell a closed channel from none`, () => {
      for (const action of every) {
        const ofNone = told(action, here, { principal, ...absent });
        for (const facts of [{}, archived, { thread: own }]) {
          expect(told(action, here, { principal, ...facts }), action).toEqual(ofNone);
        }
        expect(ofNone.code).toBe("forbidden");
      }
    });

    it(`an outsider (${name}) cannot tell a closed thread from none`, () => {
      for (const isPrivate of [undefined, true, false]) {
        const place = { ...thread, isPrivate };
        for (const action of ["channel.read", "channel.post", "channel.moderate"] as const) {
          const ofNone = told(action, place, { principal, ...absent });
          for (const facts of [{}, { thread: own }, { thread: inherited }, { thread: inherited, ...archived }]) {
            expect(told(action, place, { principal, ...facts }), `${action} ${isPrivate}`).toEqual(ofNone);
          }
        }
      }
    });
  }

  it("a member of the channel cannot tell a private thread of others from none, at either address", () => {
    for (const isPrivate of [undefined, true, false]) {
      const place = { ...thread, isPrivate };
      expect(told("channel.post", place, { role: member, thread: own })).toEqual(
        told("channel.post", place, { role: member }),
      );
    }
  });

  it("readers hear the truth, and admins that there is nothing", () => {
    expect(told("channel.post", here, { channel: publicForMembers }).rule).toBe("channel.role");
    expect(told("channel.post", here, { ...archived, role: member }).code).toBe("channel_archived");
    expect(told("channel.post", here, { principal: person("observer"), role: member }).rule).toBe("platform.observer");
    const place = { ...thread, isPrivate: true };
    expect(told("channel.post", place, { role: member, thread: inherited }).rule).toBe("thread.kind");
    const admin = { principal: person("admin") };
    expect(told("channel.read", here, { ...admin, ...absent }).code).toBe("unknown_channel");
    expect(told("channel.read", thread, admin).code).toBe("unknown_thread");
  });
});
