import type { DeliveredMessage, HistoryPage } from "@/sdk/protocol";

/** A message at its place in the order. `sequence` is a fraction after the last stored one where the channel keeps nothing. */
export interface TimelineMessage extends DeliveredMessage {
  sequence: number;
}

/** Messages of one subject with none missing after `from` (exclusive) up to `through` (inclusive), ascending. */
export interface Segment {
  readonly from: number;
  readonly through: number;
  readonly hasOlder: boolean;
  readonly messages: readonly TimelineMessage[];
}

export function segmentOfPage(page: HistoryPage): Segment {
  const last = page.messages.at(-1)?.sequence ?? page.from;
  return { from: page.from, through: Math.max(page.through, last), hasOlder: page.hasOlder, messages: page.messages };
}

/** The segments with `added` in place, ascending; those it overlaps or touches become one, and a gap always stays a gap. */
export function mergeSegment(segments: readonly Segment[], added: Segment): Segment[] {
  const apart: Segment[] = [];
  let merged = added;
  for (const segment of segments) {
    const isTouching = segment.through >= added.from && added.through >= segment.from;
    if (isTouching) merged = join(segment, merged);
    else apart.push(segment);
  }
  return [...apart, merged].sort((a, b) => a.from - b.from || a.through - b.through);
}

/** The newest `count` messages. */
export function keepNewest(segment: Segment, count: number): Segment {
  const { messages } = segment;
  const cut = messages.length - count;
  if (cut <= 0) return segment;
  const from = messages[cut - 1]?.sequence ?? segment.from;
  return { ...segment, from, hasOlder: true, messages: messages.slice(cut) };
}

/** The oldest `count` messages. */
export function keepOldest(segment: Segment, count: number): Segment {
  const { messages } = segment;
  if (messages.length <= count) return segment;
  const kept = messages.slice(0, count);
  return { ...segment, through: kept.at(-1)?.sequence ?? segment.from, messages: kept };
}

/** Index of the first message at or after `sequence`; the length when there is none. */
export function indexAt(messages: readonly TimelineMessage[], sequence: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function join(a: Segment, b: Segment): Segment {
  const lower = a.from <= b.from ? a : b;
  return {
    from: lower.from,
    through: Math.max(a.through, b.through),
    hasOlder: a.from === b.from ? a.hasOlder && b.hasOlder : lower.hasOlder,
    messages: joinMessages(a.messages, b.messages),
  };
}

function joinMessages(a: readonly TimelineMessage[], b: readonly TimelineMessage[]): readonly TimelineMessage[] {
  const [firstA, lastA, firstB, lastB] = [a[0], a.at(-1), b[0], b.at(-1)];
  if (!firstA || !lastA) return b;
  if (!firstB || !lastB) return a;
  if (lastA.sequence < firstB.sequence) return [...a, ...b];
  if (lastB.sequence < firstA.sequence) return [...b, ...a];
  const bySequence = new Map<number, TimelineMessage>();
  for (const message of b) bySequence.set(message.sequence, message);
  for (const message of a) bySequence.set(message.sequence, message);
  return [...bySequence.values()].sort((x, y) => x.sequence - y.sequence);
}
