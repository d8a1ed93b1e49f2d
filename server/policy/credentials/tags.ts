import { channelTag, type Place, privateThreadTag } from "@/sdk/protocol";

const channelPrefix = "ch:";
const threadPrefix = "pt:";
const threadSeparator = ".private.";

/** The JWT tag that opens the place to a reader: the channel's, or the private thread's. */
export function tagOfPlace({ channel, thread }: Place): string {
  return thread === undefined ? channelTag(channel) : privateThreadTag(channel, thread);
}

/** The place a tag opens; `undefined` for anything that is not such a tag. */
export function placeOfTag(tag: string): Place | undefined {
  if (tag.startsWith(channelPrefix)) return { channel: tag.slice(channelPrefix.length) };
  if (!tag.startsWith(threadPrefix)) return undefined;
  const [channel, thread] = tag.slice(threadPrefix.length).split(threadSeparator);
  return channel && thread ? { channel, thread, isPrivate: true } : undefined;
}
