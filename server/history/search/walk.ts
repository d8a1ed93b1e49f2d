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
  /** Whether to begin another step. */
  hasTime: () => boolean;
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
const stretchesMax = 512;
const growth = 8;

/**
 * Walks down from the newest message until enough is found, the oldest is reached, or there is no more time. What is common is
 * found by looking at the newest messages; what is rare by the index, in stretches that widen while little is found. Each
 * step is bounded, and tried smaller when it took too long. Returns `undefined` when not even the smallest step was quick enough.
 */
export async function walk({ from: floor, to, limit, scan, find, hasTime }: Walk): Promise<Walked | undefined> {
  const sequences: number[] = [];
  let top = to;
  let scanWidth = firstScan;
  let stretches = 1;
  let isScanning = true;
  for (let step = 0; top > floor && sequences.length < limit && (step < 2 || hasTime()); step += 1) {
    const byIndex = find !== undefined && !isScanning;
    const bottom = Math.max(floor, byIndex ? bottomOf(top, stretches) : top - scanWidth);
    const found = await (byIndex ? find : scan)({ from: bottom, to: top }, limit - sequences.length);
    if (found) {
      sequences.push(...found);
      top = sequences.length < limit ? bottom : (sequences.at(-1) ?? bottom);
      if (byIndex) stretches = Math.min(stretchesMax, stretches * growth);
      else scanWidth = Math.min(scanMax, scanWidth * growth);
      isScanning = false;
    } else if (byIndex) {
      // The narrowest stretch was too much for the index: then a part of it is looked at.
      isScanning = stretches === 1;
      stretches = Math.max(1, Math.floor(stretches / growth));
    } else {
      if (scanWidth <= scanMin) return undefined;
      scanWidth = Math.max(scanMin, Math.floor(scanWidth / growth));
    }
  }
  return { sequences, from: Math.max(floor, top) };
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
