import type { ChannelItem, ThreadItem } from "@/server/api";
import type { TreeNode } from "./build-tree";

export type TreeRow =
  | { kind: "node"; key: string; level: number; node: TreeNode; isExpanded: boolean; hasBelow: boolean }
  | { kind: "thread"; key: string; level: number; channel: ChannelItem; thread: ThreadItem }
  /** `isList`: not all of them are at hand, and a list has to show them. */
  | { kind: "more"; key: string; level: number; channel: ChannelItem; hidden: number; isList: boolean };

export interface TreeView {
  /** Paths that are closed; everything else is open. */
  closed: ReadonlySet<string>;
  /** Channels whose threads are shown to the last one. */
  unfolded: ReadonlySet<string>;
  /** The thread on screen is never among the hidden ones. */
  current?: { channel: string; thread?: string };
}

const threadsShown = 5;

/** The rows a tree shows, top to bottom: each channel, then its threads, then the channels below it. */
export function flattenTree(nodes: readonly TreeNode[], view: TreeView, level = 0): TreeRow[] {
  return nodes.flatMap((node): TreeRow[] => {
    const threads = node.channel?.threads.filter((thread) => thread.state !== "Archived") ?? [];
    const hasBelow = node.children.length > 0 || threads.length > 0;
    const isExpanded = hasBelow && !view.closed.has(node.path);
    const row: TreeRow = { kind: "node", key: node.path, level, node, isExpanded, hasBelow };
    if (!isExpanded) return [row];
    const below = node.channel ? threadRows(node.channel, threads, view, level + 1) : [];
    return [row, ...below, ...flattenTree(node.children, view, level + 1)];
  });
}

function threadRows(channel: ChannelItem, threads: ThreadItem[], view: TreeView, level: number): TreeRow[] {
  const isCurrent = (thread: ThreadItem) =>
    view.current?.channel === channel.name && view.current.thread === thread.name;
  const total = Math.max(threads.length, channel.threadCount);
  const isUnfolded = view.unfolded.has(channel.name);
  const isWhole = isUnfolded || total <= threadsShown + 1;
  const shown = isWhole ? threads : threads.filter((thread, index) => index < threadsShown || isCurrent(thread));
  const rows: TreeRow[] = shown.map((thread) => ({
    kind: "thread",
    key: `${channel.name}/${thread.name}`,
    level,
    channel,
    thread,
  }));
  const hidden = total - shown.length;
  if (hidden > 0) rows.push({ kind: "more", key: `${channel.name}/…`, level, channel, hidden, isList: isUnfolded });
  return rows;
}
