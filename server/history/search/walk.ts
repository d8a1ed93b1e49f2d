import { indexStretch, type Stretch } from "./repository";

/** The newest matches of a stretch, descending; `undefined` when that took too long. */
type Read = (stretch: Stretch, limit: number) => Promise<number[] | undefined>;

interface Walk extends Stretch {
  /** How many to find. */
  limit: number;
  /** Looks at each message. */
  scan: Read;
  /** Asks the index; absent when it has nothing to go by. */
  find: Read | undefined;
  /** Milliseconds until no further step is begun. */
  timeLeft: () => number;
}

export interface Walked {
  /** Descending. */
  sequences: number[];
  /** Everything from here up has been examined. */
  from: number;
}

const firstScan = 4_096;
const scanMin = 256;
const scanMax = 131_072;
/** What so few of the newest messages hold is rare in these too. */
const firstStretches = 8;
const stretchesMax = 512;
const growth = 8;

/**
 * Walks down from the newest message until enough is found, the oldest is reached, or there is no more time. What is common is
 * found by looking at the newest messages; what is rare by the index, in stretches that widen while little is found. A step is
 * as wide as the one before lets expect that there is time for, and tried smaller when it took too long. Returns `undefined`
 * when not even the smallest was quick enough.
 */
export async function walk({ from: floor, to, limit, scan, find, timeLeft }: Walk): Promise<Walked | undefined> {
  const sequences: number[] = [];
  const widths = { scan: firstScan, stretches: firstStretches };
  let top = to;
  let isScanning = true;
  for (let step = 0; top > floor && sequences.length < limit && (step < 2 || timeLeft() > 0); step += 1) {
    const byIndex = find !== undefined && !isScanning;
    const bottom = Math.max(floor, byIndex ? bottomOf(top, widths.stretches) : top - widths.scan);
    const before = timeLeft();
    const found = await (byIndex ? find : scan)({ from: bottom, to: top }, limit - sequences.length);
    if (found) {
      sequences.push(...found);
      top = sequences.length < limit ? bottom : (sequences.at(-1) ?? bottom);
      const wider = widening(before - timeLeft(), timeLeft());
      if (byIndex) widths.stretches = Math.min(stretchesMax, Math.ceil(widths.stretches * wider));
      else widths.scan = Math.max(scanMin, Math.min(scanMax, Math.ceil(widths.scan * wider)));
      isScanning = false;
    } else if (byIndex) {
      // The narrowest stretch was too much for the index: then a part of it is looked at.
      isScanning = widths.stretches === 1;
      widths.stretches = Math.max(1, Math.floor(widths.stretches / growth));
    } else {
      if (widths.scan <= scanMin) return undefined;
      widths.scan = Math.max(scanMin, Math.floor(widths.scan / growth));
    }
  }
  return { sequences, from: Math.max(floor, top) };
}

/** How much wider the next step may be, when one took so long and so much is left. */
function widening(tookMs: number, leftMs: number): number {
  return Math.max(0, Math.min(growth, leftMs / Math.max(tookMs, 0.1)));
}

/** Where so many of the index's stretches begin, counted down from the one that `top` ends in. */
function bottomOf(top: number, stretches: number): number {
  return (Math.floor((top - 1) / indexStretch) - stretches + 1) * indexStretch;
}

/** The index's stretches between the bounds, in its own words. */
export function stretchTerms(spaceId: string, { from, to }: Stretch): string[] {
  const first = Math.floor(from / indexStretch);
  const last = Math.floor((to - 1) / indexStretch);
  return Array.from({ length: last - first + 1 }, (_, index) => `at:${spaceId}/${first + index}`);
}
