import type { ServiceContext } from "@/server/db";
import { type ChannelView, listReadableChannels, type ThreadView } from "@/server/policy";
import type { ChannelItem, ChannelList, ThreadItem } from "../views";

/** The channels that the person may read, archived ones included, or has private threads in. */
export async function listChannels(
  ctx: ServiceContext,
  input: { spaceId: string; principal: string },
): Promise<ChannelList> {
  const { spaceId, principal } = input;
  const readable = await listReadableChannels(ctx, { spaceId, principalId: principal });
  return { channels: readable.channels.map(itemOf), canCreateChannel: readable.canCreateChannels, principal };
}

function itemOf(channel: ChannelView): ChannelItem {
  const { name, displayName, topic, visibility, state, enablePersistence } = channel;
  const { canRead, canPost, canManage, canModerate, canCreateThread, block } = channel;
  return {
    ...{ name, displayName, topic, visibility, state, enablePersistence },
    ...{ canRead, canPost, canManage, canModerate, canCreateThread },
    blockReason: block?.reason ?? null,
    threadCount: channel.threadCount,
    threads: channel.threads.map(threadOf).sort((a, b) => Number(b.isPrivate) - Number(a.isPrivate)),
  };
}

/** Private threads come first: somebody made them for these few on purpose. */
function threadOf({ name, topic, isPrivate, state, isResource, canPost }: ThreadView): ThreadItem {
  return { name, topic, isPrivate, state, isResource, canPost };
}
