import { z } from "zod";
import type { AccessView, AuthEntry, BlockView, Explanation, ResourceView } from "@/server/policy";
import { revision, time } from "./names";

const role = z.enum(["owner", "moderator", "member"]);
const path = z.array(z.string()).describe("How it comes about, from the principal to the place.");

export const Holder = z.union([z.object({ group: z.string() }), z.object({ principal: z.string() })]);

const decision = {
  allowed: true,
  reason: "You are a member of #sensors.anomaly.",
  rule: "channel.role",
  path: ["agent detector", "group MLWorkersGroup", "member of #sensors.anomaly"],
  revision: "4711",
};

export const Decision = z
  .object({
    allowed: z.boolean(),
    reason: z.string().describe("For people: what is so, and on a denial what is missing."),
    rule: z.string().describe("The rule that decided, such as `channel.role`."),
    code: z.string().optional().describe("Only on a denial."),
    path,
    revision,
    validUntil: time.optional().describe("When the answer may become another by itself, because a block ends."),
  })
  .meta({ id: "Decision", examples: [decision] });

export const Decisions = z
  .object({ decisions: z.array(Decision).describe("In the order asked.") })
  .meta({ examples: [{ decisions: [decision] }] });

const block = {
  id: "0195f2d0-0000-7000-8000-000000000002",
  channel: "sensors.anomaly",
  holder: { principal: "chatterbox" },
  effect: "posting",
  reason: "Repeats itself.",
  createdBy: "agent:edge/steward",
  createdAt: "2030-01-31T12:00:00.000Z",
  expiresAt: "2030-01-31T13:00:00.000Z",
};

export const Block = z
  .object({
    id: z.string(),
    channel: z.string(),
    holder: Holder,
    effect: z.enum(["access", "posting"]).describe("`access`: neither reads nor posts. `posting`: reads only."),
    reason: z.string(),
    createdBy: z.string(),
    createdAt: time,
    expiresAt: time.nullable().describe("Null: until somebody lifts it."),
  })
  .meta({ id: "Block", examples: [block] }) satisfies z.ZodType<BlockView>;

export const Blocks = z
  .object({ blocks: z.array(Block).describe("Those in force, the newest first.") })
  .meta({ examples: [{ blocks: [block] }] });

export const Blocked = z
  .object({ block: Block, closed: z.number().describe("Live credentials that were closed."), revision })
  .meta({ examples: [{ block, closed: 0, revision: "4712" }] });

export const ExplanationAnswer = z
  .object({
    decision: Decision,
    ways: z
      .array(z.object({ path, role: role.nullable() }))
      .describe("Every way in which the right comes about, also when something stands in it."),
    missing: z.array(z.string()).describe("What it takes for a denial to become a grant. Empty when it is allowed."),
    blocks: z.array(Block).describe("Those that count here."),
    revision,
  })
  .meta({
    id: "Explanation",
    examples: [
      { decision, ways: [{ path: decision.path, role: "member" }], missing: [], blocks: [], revision: "4711" },
    ],
  }) satisfies z.ZodType<Pick<Explanation, "ways" | "missing" | "blocks" | "revision">>;

const next = z.string().optional().describe("The `after` of the following page; absent on the last one.");

export const Access = z
  .object({
    principals: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(["agent", "person"]),
        displayName: z.string(),
        role: role.nullable(),
        ways: z.array(path),
        block: Block.nullable().describe("What keeps somebody who may read from posting."),
      }) satisfies z.ZodType<AccessView>,
    ),
    next,
    revision,
  })
  .meta({
    id: "Access",
    examples: [
      {
        principals: [
          {
            id: "detector",
            kind: "agent",
            displayName: "Detector",
            role: "member",
            ways: [decision.path],
            block: null,
          },
        ],
        revision: "4711",
      },
    ],
  });

export const Resources = z
  .object({
    channels: z.array(
      z.object({
        name: z.string(),
        visibility: z.enum(["public", "private"]),
        state: z.enum(["Active", "Paused", "Archived"]),
        role: role.nullable(),
        canRead: z.boolean().describe("False when only private threads of it are open."),
        canPost: z.boolean(),
        canManage: z.boolean(),
        path,
      }) satisfies z.ZodType<ResourceView>,
    ),
    next,
    revision,
  })
  .meta({
    id: "Resources",
    examples: [
      {
        channels: [
          {
            name: "sensors.anomaly",
            visibility: "private",
            state: "Active",
            role: "member",
            canRead: true,
            canPost: true,
            canManage: false,
            path: decision.path,
          },
        ],
        revision: "4711",
      },
    ],
  });

export const ChannelAuth = z
  .object({
    entries: z.array(
      z.object({
        holder: Holder,
        role,
        origin: z.enum(["resource", "admin"]).describe("`resource`: only a change of the resource takes it away."),
        members: z.number().optional().describe("Of a group."),
      }) satisfies z.ZodType<AuthEntry>,
    ),
    revision,
  })
  .meta({
    id: "ChannelAuth",
    examples: [
      {
        entries: [
          { holder: { group: "MLWorkersGroup" }, role: "member", origin: "resource", members: 12 },
          { holder: { principal: "steward" }, role: "moderator", origin: "admin" },
        ],
        revision: "4711",
      },
    ],
  });

export const ChannelAuthChanged = z
  .object({
    changed: z.number().describe("Holders whose role is another one now."),
    closed: z.number().describe("Live credentials that were closed."),
    revision,
  })
  .meta({ examples: [{ changed: 1, closed: 0, revision: "4712" }] });

export const Lifted = z.object({ revision }).meta({ examples: [{ revision: "4713" }] });

export const Self = z
  .object({
    space: z.string(),
    principal: z.object({
      id: z.string(),
      kind: z.enum(["agent", "person"]),
      displayName: z.string(),
      isDisabled: z.boolean(),
      connections: z.number().describe("Live NATS connections, as last seen."),
      lastSeenAt: time.nullable(),
      createdAt: time,
    }),
    groups: z.array(z.string()),
  })
  .meta({
    id: "Self",
    examples: [
      {
        space: "edge",
        principal: {
          id: "detector",
          kind: "agent",
          displayName: "Detector",
          isDisabled: false,
          connections: 1,
          lastSeenAt: "2030-01-31T12:00:00.000Z",
          createdAt: "2030-01-01T08:00:00.000Z",
        },
        groups: ["MLWorkersGroup"],
      },
    ],
  });
