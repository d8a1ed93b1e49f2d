import { storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { createAckPublisher, type SpaceKeys } from "@/server/nats";
import { addMembers, blockHolder, createGroup, updateChannelAuth } from "@/server/policy";
import { addChannel } from "../rows";
import type { TestWorld } from "../world";

/** What can be held on a private channel, each by the group of this name. Blocked and paused ones are members too. */
export const standings = ["owner", "moderator", "member", "blocked", "paused"] as const;
export type Standing = (typeof standings)[number];

const roleOf = {
  owner: "owner",
  moderator: "moderator",
  member: "member",
  blocked: "member",
  paused: "member",
} as const;
const effectOf = { blocked: "access", paused: "posting" } as const;

/** A space with one private channel that somebody of each standing knows, a public one, and a space of others. */
export interface Stage {
  world: TestWorld;
  ctx: ServiceContext;
  spaceId: string;
  keys: SpaceKeys;
  otherSpaceId: string;
  otherKeys: SpaceKeys;
  /** A private channel that is never changed. What is in it, its topic and a message, holds the secret. */
  closed: string;
  /** A public channel without groups of its own. */
  open: string;
  /** The sequence of a message of the private channel that was redacted. */
  redacted: number;
  /** The correlation id of what the private channel holds. */
  exchange: string;
  /** Nobody who may not read the private channel may ever be sent this. */
  secret: string;
  /** A further private channel with the same standings, to be changed or removed. */
  channel(): Promise<string>;
  /** The principal gets this standing on all private channels; `participants` is a group that holds nothing yet. */
  give(principal: string, standing: Standing | "participants"): Promise<void>;
  /** Rises with every write of the policy. */
  revision(): Promise<bigint>;
}

export async function createStage(world: TestWorld): Promise<Stage> {
  const { spaceId, keys } = await world.createSpace("stage");
  const { spaceId: otherSpaceId, keys: otherKeys } = await world.createSpace("others");
  const ctx = world.context();
  const secret = world.unique("secret");
  for (const name of [...standings, "participants"]) await createGroup(ctx, { spaceId, name });

  async function addPrivateChannel(name: string, topic = ""): Promise<string> {
    await addChannel(world.db, spaceId, { name, visibility: "private", threads: [{ name: "talk" }] });
    await world.db.channel.updateMany({ where: { spaceId, name }, data: { topic } });
    const changes = standings.map((group) => ({ holder: { group }, role: roleOf[group] }));
    await updateChannelAuth(ctx, { spaceId, channel: name, changes });
    for (const group of ["blocked", "paused"] as const) {
      const block = { holder: { group }, effect: effectOf[group], reason: "To see what is left to them." };
      await blockHolder(ctx, { spaceId, channel: name, ...block });
    }
    return name;
  }

  const stage: Stage = {
    ...{ world, ctx, spaceId, keys, otherSpaceId, otherKeys, secret },
    closed: await addPrivateChannel("closed", `About ${secret}`),
    open: "open",
    redacted: 0,
    exchange: world.unique("exchange"),
    channel: () => addPrivateChannel(world.unique("changing")),
    async give(principal, standing) {
      await addMembers(ctx, { spaceId, group: standing, principals: [principal] });
    },
    async revision() {
      return (await world.db.space.findUniqueOrThrow({ where: { id: spaceId } })).revision;
    },
  };
  await addChannel(world.db, spaceId, { name: stage.open, visibility: "public", threads: [{ name: "talk" }] });
  await storeMessage(stage, stage.closed, secret);
  return { ...stage, redacted: await storeRedacted(stage, stage.closed) };
}

/** A message as Fanout would have stored it. */
async function storeMessage({ world, spaceId, exchange }: Stage, channel: string, text: string): Promise<number> {
  const { connections } = world;
  const publisher = createAckPublisher(await connections.get(spaceId), { inboxPrefix: connections.inboxPrefix });
  const envelope = {
    id: crypto.randomUUID(),
    type: "text",
    source: "somebody",
    timestamp: new Date().toISOString(),
    correlationId: exchange,
    payload: { text },
  };
  const { sequence } = await publisher.publish(storedSubject({ channel }), JSON.stringify(envelope));
  publisher.close();
  return sequence;
}

async function storeRedacted(stage: Stage, channel: string): Promise<number> {
  const { world, spaceId } = stage;
  const sequence = await storeMessage(stage, channel, "What nobody should read any more");
  const at = { sequence: BigInt(sequence), bySequence: BigInt(sequence + 1) };
  await world.db.redaction.create({ data: { spaceId, ...at, by: "moderator", reason: "Theirs.", at: new Date() } });
  return sequence;
}
