import { type ExchangeNode, sinceCause } from "../graph";

/** Where a bar begins and how wide it is, in percent of the whole. */
export interface Bar {
  left: number;
  width: number;
}

export interface Scale {
  startMs: number;
  spanMs: number;
}

/** From the first message to the last. */
export function scaleOf(nodes: readonly ExchangeNode[]): Scale {
  const times = nodes.map(({ atMs }) => atMs);
  const startMs = times.reduce((least, at) => Math.min(least, at), times[0] ?? 0);
  const endMs = times.reduce((most, at) => Math.max(most, at), startMs);
  return { startMs, spanMs: Math.max(1, endMs - startMs) };
}

/** The time between a message's cause and the message; no width where that is not known. */
export function barOf(node: ExchangeNode, { startMs, spanMs }: Scale): Bar {
  const ms = sinceCause(node) ?? 0;
  return { left: ((node.atMs - ms - startMs) / spanMs) * 100, width: (ms / spanMs) * 100 };
}
