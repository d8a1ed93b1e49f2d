import type { CheckedQuery } from "./query";
import type { HistoryRow, Source, Stretch } from "./source";

export interface RowPage {
  rows: HistoryRow[];
  from: number;
  through: number;
  hasOlder: boolean;
  hasNewer: boolean;
}

/** The rows of a page together are not larger, unless a single one is: what is left out is on the next page. */
export const pageBytesMax = 8 * 1_048_576;
const one = { countMax: 1, bytesMax: 0 };

/**
 * Reads a page and states what it is complete for. One row more than wanted is read: its sequence is where the claim
 * ends. Where there is no further row the claim ends at what was asked for, but never above `knownTo`, which is the
 * highest sequence the source was known to hold when reading began: messages above it may still come to be.
 */
export function readPage(source: Source, query: CheckedQuery, knownTo: number): Promise<RowPage> {
  return query.after === undefined
    ? readBackward(source, query, knownTo)
    : readForward(source, { ...query, after: query.after }, knownTo);
}

async function readForward(
  source: Source,
  { after, through, limit }: CheckedQuery & { after: number },
  knownTo: number,
): Promise<RowPage> {
  const bound = through ?? Number.MAX_SAFE_INTEGER;
  const [stretch, older] = await Promise.all([
    source.forward(after, { countMax: Math.min(limit, bound - after) + 1, bytesMax: pageBytesMax }),
    source.backward(after + 1, one),
  ]);
  const wanted = stretch.rows.filter(({ sequence }) => sequence <= bound);
  const rows = wanted.slice(0, countWithin(wanted, limit));
  const next = stretch.rows[rows.length];
  const reached = next ? next.sequence - 1 : endOf(stretch, rows, knownTo);
  return {
    rows,
    from: after,
    through: Math.max(after, Math.min(bound, reached)),
    hasOlder: older.rows.length > 0,
    hasNewer: next !== undefined || !stretch.isComplete,
  };
}

/** Where a reading ended that left no row over. */
function endOf(stretch: Stretch, rows: readonly HistoryRow[], knownTo: number): number {
  const last = rows.at(-1)?.sequence ?? 0;
  return stretch.isComplete ? Math.max(last, knownTo) : last;
}

async function readBackward(source: Source, { before, limit }: CheckedQuery, knownTo: number): Promise<RowPage> {
  const end = before ?? Number.MAX_SAFE_INTEGER;
  const [stretch, newer] = await Promise.all([
    source.backward(end, { countMax: limit + 1, bytesMax: pageBytesMax }),
    before === undefined ? undefined : source.forward(before - 1, one),
  ]);
  const newestFirst = stretch.rows.toReversed();
  const count = countWithin(newestFirst, limit);
  const rows = newestFirst.slice(0, count).reverse();
  const older = newestFirst[count];
  const last = rows.at(-1)?.sequence ?? 0;
  return {
    rows,
    from: older ? older.sequence : startOf(stretch, rows),
    through: Math.max(last, Math.min(end - 1, knownTo)),
    hasOlder: older !== undefined || !stretch.isComplete,
    hasNewer: newer !== undefined && newer.rows.length > 0,
  };
}

function startOf(stretch: Stretch, rows: readonly HistoryRow[]): number {
  return stretch.isComplete ? 0 : (rows[0]?.sequence ?? 1) - 1;
}

/** How many of the rows, in the order of reading, make a page: at least one. */
function countWithin(rows: readonly HistoryRow[], limit: number): number {
  let bytes = 0;
  let count = 0;
  for (const row of rows) {
    bytes += row.bytes;
    if (count >= limit || (count > 0 && bytes > pageBytesMax)) break;
    count += 1;
  }
  return count;
}
