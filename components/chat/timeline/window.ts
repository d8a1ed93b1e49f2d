import type { DeliveredMessage } from "@/sdk/protocol";
import { indexAt, keepNewest, keepOldest, mergeSegment, type Segment, type TimelineMessage } from "./segments";

/** How many messages stay in memory: beyond `max` the view is cut to `target`, on the side the reader is further from. */
export interface WindowLimits {
  max: number;
  target: number;
  /** Kept of the live end while the reader is elsewhere. */
  tail: number;
}

/** Where the reader is: following the live end, or between two positions. */
export type Reader = { kind: "end" } | { kind: "at"; first: number; last: number };

/** The segment the reader looks at: the one they are in, else the newest. */
export function viewOf(segments: readonly Segment[], reader: Reader): Segment | undefined {
  if (reader.kind === "at") {
    const here = segments.findLast((segment) => segment.from < reader.first && reader.first <= segment.through);
    if (here) return here;
  }
  return segments.at(-1);
}

/** What stays: the reader's segment around them, and the newest messages of the live end. */
export function trim(segments: readonly Segment[], reader: Reader, limits: WindowLimits): Segment[] {
  const view = viewOf(segments, reader);
  const end = segments.at(-1);
  if (!view || !end) return [];
  if (view !== end) return [cutAround(view, reader, limits), keepNewest(end, limits.tail)];
  if (view.messages.length <= limits.max) return [view];
  const kept = cutAround(view, reader, limits);
  if (kept.through === view.through) return [kept];
  const tail = keepNewest(view, limits.tail);
  return tail.from <= kept.through ? mergeSegment([kept], tail) : [kept, tail];
}

function cutAround(view: Segment, reader: Reader, { max, target }: WindowLimits): Segment {
  if (view.messages.length <= max) return view;
  if (reader.kind === "end") return keepNewest(view, target);
  const before = indexAt(view.messages, reader.first);
  const after = view.messages.length - indexAt(view.messages, reader.last) - 1;
  const excess = view.messages.length - target;
  if (before >= after) {
    const cut = Math.min(excess, Math.max(0, before - Math.floor(target / 4)));
    return keepNewest(view, view.messages.length - cut);
  }
  const cut = Math.min(excess, Math.max(0, after - Math.floor(target / 4)));
  return keepOldest(view, view.messages.length - cut);
}

const betweenSequences = 2 ** -20;

/** A batch that follows `from` without a gap, as a segment. Messages that were never stored get positions after what came before them. */
export function segmentOfBatch(batch: readonly DeliveredMessage[], from: number): Segment {
  let through = from;
  const messages = batch.map((message): TimelineMessage => {
    through = message.sequence ?? through + betweenSequences;
    return { ...message, sequence: through };
  });
  return { from, through, hasOlder: true, messages };
}
