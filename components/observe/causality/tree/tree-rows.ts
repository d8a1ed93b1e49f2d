import type { ExchangeNode } from "../graph";

/** A row of the tree. `hidden` stands for a message that the reader may not see, above what it caused. */
export type ExchangeRow = {
  key: string;
  /** 1 for what was caused by nothing here. */
  level: number;
  setSize: number;
  position: number;
  hasBelow: boolean;
  isExpanded: boolean;
} & ({ kind: "message"; node: ExchangeNode } | { kind: "hidden"; id: string });

/** The rows from top to bottom: each message, then what it caused. What is below a closed row is left out. */
export function treeRows(nodes: readonly ExchangeNode[], closed: ReadonlySet<string>): ExchangeRow[] {
  const rows: ExchangeRow[] = [];
  // A list of what is still to be drawn instead of recursion: a chain may be as long as the exchange.
  const waiting = tops(nodes).map(placed(1)).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { branch, ...at } = next;
    const below = branch.kind === "hidden" ? branch.effects : branch.node.effects;
    const key = branch.kind === "hidden" ? `hidden:${branch.id}` : String(branch.node.message.sequence);
    const row = { ...at, key, hasBelow: below.length > 0, isExpanded: below.length > 0 && !closed.has(key) };
    rows.push(branch.kind === "hidden" ? { ...row, kind: "hidden", id: branch.id } : { ...row, ...branch });
    if (row.isExpanded)
      waiting.push(
        ...below
          .map(branchOf)
          .map(placed(at.level + 1))
          .reverse(),
      );
  }
  return rows;
}

type Branch = { kind: "message"; node: ExchangeNode } | { kind: "hidden"; id: string; effects: ExchangeNode[] };

/** What nothing here has caused; what the same hidden message caused is together below it. */
function tops(nodes: readonly ExchangeNode[]): Branch[] {
  const branches: Branch[] = [];
  const hidden = new Map<string, ExchangeNode[]>();
  for (const node of nodes) {
    if (node.parent) continue;
    const id = node.link === "hidden" ? node.message.cause?.id : undefined;
    if (id === undefined) {
      branches.push(branchOf(node));
      continue;
    }
    const effects = hidden.get(id);
    if (effects) effects.push(node);
    else {
      const first = [node];
      hidden.set(id, first);
      branches.push({ kind: "hidden", id, effects: first });
    }
  }
  return branches;
}

function branchOf(node: ExchangeNode): Branch {
  return { kind: "message", node };
}

function placed(level: number) {
  return (branch: Branch, index: number, all: readonly Branch[]) => ({
    branch,
    level,
    setSize: all.length,
    position: index + 1,
  });
}
