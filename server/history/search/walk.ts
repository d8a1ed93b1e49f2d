import { indexStretch, type Stretch } from "./repository";

/** The newest matches of a stretch, descending; `undefined` when that took longer than it may. */
export type Read = (stretch: Stretch, limit: number, timeoutMs: number) => Promise<number[] | undefined>;

interface Walk extends Stretch {
  /** How many to find. */
  limit: number;
  /** Looks at each message. */
  scan: Read;
  /** How to ask the index; `undefined` when there is nothing to ask it for. Called when the newest messages hold too little. */
  openIndex: () => Promise<Read | undefined>;
  /** Milliseconds until no further step is begun. */
  timeLeft: () => number;
}

export interface Walked {
  /** Descending. */
  sequences: number[];
  /** Everything from here up has been examined. */
  from: number;
}

/** A way to take steps: from `top` down by a width, in a unit of its own. */
interface Way {
  read: Read;
  widthMin: number;
  bottomOf: (top: number, width: number) => number;
}

/** The last step, by which the next one is measured. */
interface Pace {
  width: number;
  tookMs: number;
}

const firstScan = 4_096;
const scanMin = 256;
const growth = 8;
/** How much of the time that is left a step is made to take: it may turn out to take longer. */
const share = 0.8;
/** How much longer than the time that is left a step may take. */
const graceMs = 40;
/** How long a step may take while nothing has been examined yet. */
const patienceMs = 1_500;

/**
 * Walks down from the newest message until enough is found, the oldest is reached, or there is no more time. What is common is
 * found by looking at the newest messages; what is rare by the index, in stretches that widen while little is found. A step is
 * as wide as the one before lets expect that there is time for; one that takes too long is given up and counts as not taken.
 * Where the index is slow, the rest of the time goes to looking. Returns `undefined` when not even the smallest step was
 * quick enough.
 */
export async function walk({ from: floor, to, limit, scan, openIndex, timeLeft }: Walk): Promise<Walked | undefined> {
  const sequences: number[] = [];
  let top = to;
  const isOver = () => top <= floor || sequences.length >= limit || timeLeft() <= 0;

  const step = async (way: Way, width: number, timeoutMs: number): Promise<Pace | undefined> => {
    const before = timeLeft();
    const from = Math.max(floor, way.bottomOf(top, width));
    const found = await way.read({ from, to: top }, limit - sequences.length, Math.ceil(timeoutMs));
    if (!found) return undefined;
    sequences.push(...found);
    top = sequences.length < limit ? from : (found.at(-1) ?? from);
    return { width, tookMs: before - timeLeft() };
  };

  const descend = async (way: Way, first: Pace) => {
    for (let pace: Pace | undefined = first; pace && !isOver(); ) {
      const width = widened(pace, timeLeft());
      // Not even half of the narrowest step: the time is better spent otherwise.
      if (width < way.widthMin / 2) return;
      pace = await step(way, Math.max(way.widthMin, Math.floor(width)), timeLeft() + graceMs);
    }
  };

  const looking: Way = { read: scan, widthMin: scanMin, bottomOf: (from, width) => from - width };
  if (top <= floor) return { sequences, from: floor };
  let pace = await step(looking, firstScan, Math.max(0, timeLeft()) + graceMs);
  for (let width = firstScan; !pace; ) {
    if (width <= scanMin) return undefined;
    width = Math.max(scanMin, width / growth);
    pace = await step(looking, width, patienceMs);
  }
  const find = isOver() ? undefined : await openIndex();
  if (find && !isOver()) {
    const asking: Way = { read: find, widthMin: 1, bottomOf };
    const first = await step(asking, 1, timeLeft() / 2);
    if (first) await descend(asking, first);
  }
  await descend(looking, pace);
  return { sequences, from: Math.max(floor, top) };
}

function widened({ width, tookMs }: Pace, leftMs: number): number {
  return width * Math.min(growth, (share * leftMs) / Math.max(tookMs, 0.1));
}

/** Stretches of the index that a term of it names: alone, by eight and by 64. */
const levels = [64, 8, 1];
const stretchBits = 16;

/** Where so many stretches begin, counted down from the one that `top` ends in; when many, where few terms cover the rest. */
function bottomOf(top: number, stretches: number): number {
  const bottom = Math.floor((top - 1) / indexStretch) - stretches + 1;
  const level = levels.find((size) => size * 2 <= stretches) ?? 1;
  return Math.ceil(bottom / level) * level * indexStretch;
}

/** The index's stretches between the bounds, in its own words: the fewest that cover them. */
export function stretchTerms(spaceId: string, { from, to }: Stretch): string[] {
  const terms: string[] = [];
  const end = Math.ceil(to / indexStretch);
  for (let at = Math.floor(from / indexStretch); at < end; ) {
    const size = levels.find((level) => at % level === 0 && at + level <= end) ?? 1;
    terms.push(`at:${spaceId}/${stretchBits + Math.log2(size)}/${at / size}`);
    at += size;
  }
  return terms;
}
