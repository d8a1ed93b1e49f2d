import type { Predicate } from "@/sdk/filter";
import type { Place } from "@/sdk/protocol";
import type { TimelineRow } from "./rows";

const cache = new WeakMap<TimelineRow, { before: TimelineRow | undefined; row: TimelineRow }>();

/**
 * The rows that are kept, and those this reader is sending. A row that follows one that is left out shows its sender again, and
 * its day where that is another one than before. The same rows give the same objects, so that nothing is drawn anew.
 */
export function filterRows(rows: readonly TimelineRow[], keeps: Predicate, place: Place): TimelineRow[] {
  const kept: TimelineRow[] = [];
  let previous: TimelineRow | undefined;
  let hasSkipped = false;
  let hasSkippedDay = false;
  for (const row of rows) {
    if (!row.outbox && !isKept(row, keeps, place)) {
      hasSkipped = true;
      hasSkippedDay ||= row.isDayStart;
      continue;
    }
    const isDayStart = row.isDayStart || hasSkippedDay || previous === undefined;
    previous = hasSkipped ? started(row, previous, isDayStart) : row;
    kept.push(previous);
    hasSkipped = false;
    hasSkippedDay = false;
  }
  return kept;
}

/** A card stays when anything in it fits. */
function isKept(row: TimelineRow, keeps: Predicate, place: Place): boolean {
  if (keeps({ place: row.place ?? place, envelope: row.envelope, storedAt: row.at })) return true;
  return row.folds?.some(({ message, isFolded }) => isFolded && keeps({ ...message, place })) ?? false;
}

function started(row: TimelineRow, before: TimelineRow | undefined, isDayStart: boolean): TimelineRow {
  const cached = cache.get(row);
  if (cached && cached.before === before && cached.row.isDayStart === isDayStart) return cached.row;
  const made = { ...row, isDayStart, isGroupStart: true };
  cache.set(row, { before, row: made });
  return made;
}
