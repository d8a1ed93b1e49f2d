import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSelf } from "../authorize";
import { toldOf } from "../check";
import { decide } from "../decide";
import { parseInput } from "../input";
import type { ChannelState, Denial } from "../types";
import { decisionOn, loadReach, loadReader, may, type ReachedChannel, type Reader } from "./reach";
import { countInheritedThreads, selectInheritedThreads, type ThreadRow } from "./repository";

const threadsCountedMax = 1_000;

const ListReadableChannelsInput = z.object({
  spaceId: z.string(),
  principalId: z.string(),
  /** Only these channels. */
  channels: z.array(z.string()).max(1_000).optional(),
  threadsPerChannel: z.number().int().min(0).max(500).default(50),
  limit: z.number().int().min(1).max(10_000).default(2_000),
});

export interface ThreadView {
  name: string;
  topic: string;
  isPrivate: boolean;
  state: ChannelState;
  /** Made by a Thread resource; otherwise started from chat. */
  isResource: boolean;
  /** The principal that started it from chat. */
  createdBy: string | null;
  /** RFC 3339. */
  createdAt: string;
  canPost: boolean;
}

export interface ChannelView {
  name: string;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  state: ChannelState;
  enablePersistence: boolean;
  retentionMs: number | null;
  /** False when only private threads of it are open to the principal. */
  canRead: boolean;
  canPost: boolean;
  /** A moderator's block that keeps the principal from posting in the channel and its threads: why, until when, who may lift it. */
  block: Denial | null;
  canManage: boolean;
  canModerate: boolean;
  canCreateThread: boolean;
  /** The newest inherited threads first, then the private ones by name; archived ones are left out. */
  threads: ThreadView[];
  /** How many there are that are not archived, those that are left out of `threads` included; at most 1,000 inherited ones are counted. */
  threadCount: number;
}

export interface ReadableChannels {
  channels: ChannelView[];
  /** Rights over the space as a whole. */
  canAdminister: boolean;
  canCreateChannels: boolean;
  revision: string;
}

/** Everything the principal can read, by name, with what they may do there; archived channels included. Not older than the revision it carries. */
export async function listReadableChannels(
  ctx: ServiceContext,
  given: z.input<typeof ListReadableChannelsInput>,
): Promise<ReadableChannels> {
  const input = parseInput(ListReadableChannelsInput, given);
  const { spaceId, principalId, channels: names, limit, threadsPerChannel } = input;
  await requireSelf(ctx, spaceId, principalId);
  const reader = await loadReader(ctx.db, spaceId, principalId);
  const reached = await loadReach(ctx.db, reader, { spaceId, names, includeArchived: true, limit });
  const readable = reached.filter(({ canRead }) => canRead).map(({ row }) => row.key);
  const inherited = await selectInheritedThreads(ctx.db, readable, threadsPerChannel);
  const threadsOf = groupByChannel(inherited);
  // Only where not all of them are there is anything to count.
  const cut = [...threadsOf].flatMap(([key, threads]) => (threads.length >= threadsPerChannel ? [key] : []));
  const counts = await countInheritedThreads(ctx.db, cut, threadsCountedMax);
  return {
    channels: reached.map((channel) => {
      const threads = threadsOf.get(channel.row.key) ?? [];
      return viewOf(reader, channel, threads, counts.get(channel.row.key) ?? threads.length);
    }),
    ...spaceRights(reader),
    revision: reader.revision,
  };
}

function viewOf(reader: Reader, channel: ReachedChannel, inherited: ThreadRow[], inheritedCount: number): ChannelView {
  const { row, canRead } = channel;
  const post = decisionOn(reader, channel, "channel.post");
  return {
    name: row.name,
    displayName: row.displayName,
    topic: row.topic,
    visibility: row.isPublic ? "public" : "private",
    state: row.state,
    enablePersistence: row.enablePersistence,
    retentionMs: row.retentionMs,
    canRead,
    canPost: post.allowed,
    block: post.code === "blocked" || post.code === "paused" ? toldOf(post) : null,
    canManage: may(reader, channel, "channel.manage"),
    canModerate: may(reader, channel, "channel.moderate"),
    canCreateThread: may(reader, channel, "thread.create"),
    threads: [...inherited, ...channel.privateThreads].map((thread) => ({
      name: thread.name,
      topic: thread.topic,
      isPrivate: thread.isPrivate,
      state: thread.state,
      isResource: thread.isResource,
      createdBy: thread.createdBy,
      createdAt: thread.createdAt.toISOString(),
      canPost: may(reader, channel, "channel.post", thread),
    })),
    threadCount: inheritedCount + channel.privateThreads.filter(({ state }) => state !== "Archived").length,
  };
}

function spaceRights(reader: Reader): Pick<ReadableChannels, "canAdminister" | "canCreateChannels"> {
  const facts = { ...reader, channel: undefined, thread: undefined, role: undefined, participantGroup: undefined };
  const asked = { principal: reader.id, place: { channel: "new" } };
  return {
    canAdminister: decide({ ...asked, action: "space.admin" }, facts).allowed,
    canCreateChannels: decide({ ...asked, action: "channel.manage" }, facts).allowed,
  };
}

function groupByChannel(threads: ThreadRow[]): Map<number, ThreadRow[]> {
  const groups = new Map<number, ThreadRow[]>();
  for (const thread of threads) {
    const group = groups.get(thread.channelKey);
    if (group) group.push(thread);
    else groups.set(thread.channelKey, [thread]);
  }
  return groups;
}
