import type { TimelineRow } from "./rows";

/** Index of the row that shows the message with that sequence, by itself or in its card; -1 when none does. */
export function indexOfMessage(rows: readonly TimelineRow[], sequence: number): number {
  return rows.findIndex(
    (row) =>
      row.sequence === sequence || row.folds?.some((fold) => fold.isFolded && fold.message.sequence === sequence),
  );
}

const cache = new WeakMap<TimelineRow, TimelineRow>();

/** The rows, the one that shows that message with its sender: who comes by a link has not seen what came before. */
export function withSender(rows: readonly TimelineRow[], sequence: number | undefined): readonly TimelineRow[] {
  const index = sequence === undefined ? -1 : indexOfMessage(rows, sequence);
  const row = rows[index];
  if (!row || row.isGroupStart) return rows;
  const made = cache.get(row) ?? { ...row, isGroupStart: true };
  cache.set(row, made);
  return rows.with(index, made);
}

/** Index of the first stored row at or after a position; of the last one where none follows; -1 when there is none. */
export function indexAtPosition(rows: readonly TimelineRow[], position: number | undefined): number {
  const isStored = (row: TimelineRow) => row.sequence !== undefined;
  const at = rows.findIndex((row) => isStored(row) && row.position >= (position ?? Number.POSITIVE_INFINITY));
  return at === -1 ? rows.findLastIndex(isStored) : at;
}

/**
 * The row above which new messages begin. Unknown while what lies before the first row may be new as well, so that the divider
 * never stands too far down.
 */
export function firstNewRow(
  rows: readonly TimelineRow[],
  firstUnread: number | undefined,
  hasOlder: boolean,
): TimelineRow | undefined {
  if (firstUnread === undefined) return undefined;
  const index = rows.findIndex((row) => row.position >= firstUnread);
  const row = rows[index];
  if (row?.sequence === undefined) return undefined;
  return index > 0 || row.position === firstUnread || !hasOlder ? row : undefined;
}
