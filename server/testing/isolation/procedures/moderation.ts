import { blockHolder, registerAgent } from "@/server/policy";
import type { Console } from "./console";
import { addChannelResource } from "./resources";
import { inSpace, readers, type Table } from "./rows";

const managers = "admin owner OK, rest FORBIDDEN";
const moderators = "admin owner moderator OK, rest FORBIDDEN";
const effect = "posting" as const;

async function addAgent({ stage: { ctx, spaceId, world } }: Console): Promise<{ principal: string }> {
  const principal = world.unique("agent");
  await registerAgent(ctx, { spaceId, id: principal });
  return { principal };
}

async function addBlock(console: Console) {
  const { ctx, spaceId, closed: channel } = console.stage;
  const block = { channel, holder: await addAgent(console), effect };
  await blockHolder(ctx, { spaceId, ...block, reason: "To be lifted." });
  return block;
}

export const moderationProcedures: Table = {
  "channelAuth.list": inSpace(managers, ({ stage }) => ({ channel: stage.closed })),
  "channelAuth.holders": inSpace(managers, ({ stage }) => ({ channel: stage.closed, search: "own" })),
  "channelAuth.save": inSpace(managers, async (console) => ({
    channel: (await addChannelResource(console)).name,
    changes: [{ holder: await addAgent(console), role: "member" }],
  })),
  "access.principals": inSpace(managers, ({ stage }) => ({ channel: stage.closed })),
  "access.resources": inSpace("admin OK, rest FORBIDDEN", (console) => addAgent(console)),
  "access.explain": inSpace(managers, async (console) => ({
    ...(await addAgent(console)),
    ...{ action: "channel.read", place: { channel: console.stage.closed } },
  })),
  "blocks.list": inSpace(moderators, ({ stage }) => ({ channel: stage.closed })),
  "blocks.set": inSpace(moderators, async (console) => ({
    ...{ channel: console.stage.closed, holder: await addAgent(console), effect },
    reason: "Too loud.",
  })),
  "blocks.lift": inSpace(moderators, (console) => addBlock(console)),
  "moderation.original": inSpace(managers, ({ stage }) => ({
    place: { channel: stage.closed },
    sequence: stage.redacted,
  })),
  "moderation.standing": inSpace("rest OK", ({ stage }) => ({ place: { channel: stage.closed } })),
  "members.profiles": inSpace(`${readers} OK, rest FORBIDDEN`, ({ stage }) => ({
    channel: stage.closed,
    ids: ["somebody"],
  })),
};
