import type { ChannelItem } from "@/server/api";

/** A level of the channel tree: a channel, or a folder that only holds channels further down. */
export interface TreeNode {
  /** The dotted path: `sensors.anomaly`. Unique. */
  path: string;
  /** What stands in the row: the part of the path below the parent, or the channel's display name. */
  label: string;
  channel?: ChannelItem;
  children: TreeNode[];
}

/** The tree that the dots in the names make, sorted by label. A folder with a single child and no channel of its own is joined with it. */
export function buildTree(channels: readonly ChannelItem[]): TreeNode[] {
  const roots: TreeNode[] = [];
  const byPath = new Map<string, TreeNode>();

  function nodeAt(path: string): TreeNode {
    const known = byPath.get(path);
    if (known) return known;
    const dot = path.lastIndexOf(".");
    const node: TreeNode = { path, label: path.slice(dot + 1), children: [] };
    byPath.set(path, node);
    (dot < 0 ? roots : nodeAt(path.slice(0, dot)).children).push(node);
    return node;
  }

  for (const channel of channels) {
    const node = nodeAt(channel.name);
    node.channel = channel;
    if (channel.displayName) node.label = channel.displayName;
  }
  return sorted(roots.map(joined));
}

function joined(node: TreeNode): TreeNode {
  const children = node.children.map(joined);
  const [only] = children;
  if (node.channel || !only || children.length > 1) return { ...node, children: sorted(children) };
  return { ...only, label: only.channel?.displayName ? only.label : `${node.label}.${only.label}` };
}

function sorted(nodes: TreeNode[]): TreeNode[] {
  return nodes.sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
}
