import { mentionsInPlainText } from "@/sdk/protocol/mentions";

/** As much of hast as is needed here (github.com/syntax-tree/hast). */
interface HastNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
}

const leftAlone = new Set(["code", "pre", "a", "math", "svg"]);

/** Makes a `mark` of each mention in the text, with the name in `data-mention`. What is in code or a link is left alone. */
export function rehypeMentions() {
  return (tree: HastNode): void => markIn(tree);
}

function markIn(node: HastNode): void {
  if (!node.children || (node.tagName && leftAlone.has(node.tagName))) return;
  node.children = node.children.flatMap((child) => (child.type === "text" ? marked(child) : child));
  for (const child of node.children) if (child.tagName !== "mark") markIn(child);
}

function marked(node: HastNode): HastNode[] {
  const { value = "" } = node;
  const found = mentionsInPlainText(value);
  if (found.length === 0) return [node];
  const parts: HastNode[] = [];
  let reached = 0;
  for (const { start, end, name } of found) {
    if (start > reached) parts.push({ type: "text", value: value.slice(reached, start) });
    const children = [{ type: "text", value: value.slice(start, end) }];
    parts.push({ type: "element", tagName: "mark", properties: { dataMention: name }, children });
    reached = end;
  }
  if (reached < value.length) parts.push({ type: "text", value: value.slice(reached) });
  return parts;
}
