import type { RemovedRange } from "@/sdk/protocol";
import type { TimelineRow } from "./rows";

const rangesMax = 500;

/** The ranges with `added` among them, ascending; those that overlap are one, told in the words of who knows more, and so are parts of one that touch. */
export function withRanges(ranges: readonly RemovedRange[], added: readonly RemovedRange[]): readonly RemovedRange[] {
  if (added.length === 0) return ranges;
  const merged: RemovedRange[] = [];
  for (const range of [...ranges, ...added].sort((a, b) => a.from - b.from || b.through - a.through)) {
    const last = merged.at(-1);
    if (last && range.from < last.through) merged[merged.length - 1] = joined(last, range);
    else if (last && range.from === last.through && range.reason === last.reason) {
      merged[merged.length - 1] = inSuccession(last, range);
    } else merged.push(range);
  }
  return merged.length > rangesMax ? merged.slice(-rangesMax) : merged;
}

const known = { missing: 0, lost: 1, retention: 2 } as const;

function joined(a: RemovedRange, b: RemovedRange): RemovedRange {
  const better =
    known[b.reason] > known[a.reason] || (b.reason === a.reason && (b.count ?? 0) > (a.count ?? 0)) ? b : a;
  return { ...better, from: Math.min(a.from, b.from), through: Math.max(a.through, b.through) };
}

function inSuccession({ from, reason, count }: RemovedRange, next: RemovedRange): RemovedRange {
  const range = { from, through: next.through, reason };
  return count === undefined || next.count === undefined ? range : { ...range, count: count + next.count };
}

const cache = new WeakMap<TimelineRow, TimelineRow>();

/**
 * The rows, those behind a hole with what was removed before them. Such a row shows its sender. What lies before the first row is
 * known to lie there only when nothing older is. The same rows give the same objects.
 */
export function withHoles(
  rows: readonly TimelineRow[],
  ranges: readonly RemovedRange[],
  hasOlder: boolean,
): readonly TimelineRow[] {
  if (ranges.length === 0) return rows;
  let index = 0;
  let before = hasOlder ? Number.POSITIVE_INFINITY : 0;
  return rows.map((row) => {
    let hole: RemovedRange | undefined;
    while (ranges[index] && (ranges[index]?.through ?? 0) < row.position) {
      const range = ranges[index];
      if (range && range.through > before) hole = range;
      index += 1;
    }
    before = row.position;
    return hole ? behind(row, hole) : row;
  });
}

function behind(row: TimelineRow, hole: RemovedRange): TimelineRow {
  const cached = cache.get(row);
  if (cached?.hole === hole) return cached;
  const made = { ...row, hole, isGroupStart: true };
  cache.set(row, made);
  return made;
}
