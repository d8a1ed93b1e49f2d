import type { ChannelItem } from "@/server/api";

/** The channels whose name, display name or threads hold every word of the query; a channel found by a thread keeps only such threads. */
export function filterChannels(channels: readonly ChannelItem[], query: string): ChannelItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...channels];
  const matches = (...texts: string[]) => {
    const text = texts.join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return channels.flatMap((channel) => {
    if (matches(channel.name, channel.displayName)) return [channel];
    const threads = channel.threads.filter((thread) => matches(channel.name, thread.name, thread.topic));
    return threads.length > 0 ? [{ ...channel, threads, threadCount: threads.length }] : [];
  });
}
