import type { TimelineRow } from "./rows";

/** Rows as given to the windowing, which can follow a change at one end at a time. */
export interface ShownRows {
  rows: readonly TimelineRow[];
  /** The change from the rows before was at the start: hold the scroll position from the end. */
  shift: boolean;
  /** Changes when the rows share nothing with those before: start over. */
  epoch: number;
  /** Call again with the same rows: the other end has changed as well. */
  isPartial: boolean;
}

export const noRows: ShownRows = { rows: [], shift: false, epoch: 0, isPartial: false };

/** The step from what is on screen towards `next`: first the start of the list, then its end. */
export function stepTowards(shown: ShownRows, next: readonly TimelineRow[]): ShownRows {
  if (shown.rows === next) return shown.shift || shown.isPartial ? { ...shown, shift: false, isPartial: false } : shown;
  const { epoch } = shown;
  const [oldFirst, newFirst] = [shown.rows[0], next[0]];
  if (!oldFirst || !newFirst) {
    return { rows: next, shift: false, epoch: oldFirst ? epoch + 1 : epoch, isPartial: false };
  }
  if (oldFirst.key === newFirst.key) return { rows: next, shift: false, epoch, isPartial: false };
  const added = next.findIndex((row) => row.key === oldFirst.key);
  if (added > 0) return stepOfStart(shown, [...next.slice(0, added), ...shown.rows], next);
  const removed = shown.rows.findIndex((row) => row.key === newFirst.key);
  if (removed > 0) return stepOfStart(shown, shown.rows.slice(removed), next);
  return { rows: next, shift: false, epoch: epoch + 1, isPartial: false };
}

function stepOfStart(shown: ShownRows, step: readonly TimelineRow[], next: readonly TimelineRow[]): ShownRows {
  const isWhole = step.length === next.length && step.at(-1)?.key === next.at(-1)?.key;
  return { rows: isWhole ? next : step, shift: true, epoch: shown.epoch, isPartial: !isWhole };
}
