import type { ExchangeNode } from "../graph";

/** One lane for each participant, and one for what the reader may not see. */
export type Lane = { kind: "participant"; id: string } | { kind: "hidden" };

export type SequenceRow =
  | { kind: "message"; key: string; node: ExchangeNode; lane: number; from: number | undefined }
  | { kind: "gap"; key: string; ms: number };

const gapMsMin = 2_000;
const gapFactor = 4;

/** The lanes in the order in which their participants come into it, and the rows in the order of time, with the pauses between them. */
export function sequenceOf(nodes: readonly ExchangeNode[]): { lanes: Lane[]; rows: SequenceRow[] } {
  const isAnyHidden = nodes.some(({ link }) => link === "hidden");
  const lanes: Lane[] = isAnyHidden ? [{ kind: "hidden" }] : [];
  const laneOf = new Map<string, number>();
  for (const { message } of nodes) {
    if (laneOf.has(message.source)) continue;
    laneOf.set(message.source, lanes.length);
    lanes.push({ kind: "participant", id: message.source });
  }
  const gapMs = gapOf(nodes);
  const rows: SequenceRow[] = [];
  nodes.forEach((node, index) => {
    const before = nodes[index - 1];
    const ms = before ? node.atMs - before.atMs : 0;
    const key = String(node.message.sequence);
    if (ms >= gapMs) rows.push({ kind: "gap", key: `gap:${key}`, ms });
    const from = node.link === "hidden" ? 0 : node.parent && laneOf.get(node.parent.message.source);
    rows.push({ kind: "message", key, node, lane: laneOf.get(node.message.source) ?? 0, from });
  });
  return { lanes, rows };
}

/** From how long on a pause stands out from the others. */
function gapOf(nodes: readonly ExchangeNode[]): number {
  const pauses = nodes.slice(1).map(({ atMs }, index) => atMs - (nodes[index]?.atMs ?? atMs));
  const median = pauses.sort((one, other) => one - other)[Math.floor(pauses.length / 2)] ?? 0;
  return Math.max(gapMsMin, gapFactor * median);
}
