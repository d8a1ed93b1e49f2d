import type { Unread } from "@/components/attention";
import type { ChannelItem } from "@/server/api";
import { buildTree } from "./build-tree";
import { flattenTree, type TreeRow } from "./flatten-tree";
import { listedChannels } from "./listed-channels";
import { attentionOfRow } from "./row-attention";

/** The place with something unread that comes next in the tree, after the one that is open and around; `undefined` when there is none. */
export function nextUnread(
  channels: readonly ChannelItem[],
  unread: Unread,
  current: { channel: string; thread?: string } | undefined,
  direction: 1 | -1,
): { channel: string; thread?: string } | undefined {
  const tree = buildTree(listedChannels(channels, current?.channel));
  const everything = { closed: new Set<string>(), unfolded: new Set(channels.map(({ name }) => name)) };
  const rows = flattenTree(tree, everything).filter((row) => placeOf(row) !== undefined);
  const at = rows.findIndex((row) => {
    const place = placeOf(row);
    return place?.channel === current?.channel && place?.thread === current?.thread;
  });
  const start = at < 0 && direction < 0 ? 0 : at;
  for (let step = 1; step <= rows.length; step += 1) {
    const row = rows[(((start + step * direction) % rows.length) + rows.length) % rows.length];
    const place = row && placeOf(row);
    if (!place || (place.channel === current?.channel && place.thread === current?.thread)) continue;
    const { unread: count, forMe } = attentionOfRow(row, unread);
    if (count > 0 || forMe > 0) return place;
  }
  return undefined;
}

function placeOf(row: TreeRow): { channel: string; thread?: string } | undefined {
  if (row.kind === "thread") return { channel: row.channel.name, thread: row.thread.name };
  if (row.kind === "node" && row.node.channel?.canRead) return { channel: row.node.channel.name };
  return undefined;
}
