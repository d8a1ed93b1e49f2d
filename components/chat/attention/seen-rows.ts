/** A message as it stands on the screen. */
export interface RowBox {
  sequence: number;
  top: number;
  bottom: number;
}

export interface SeenRange {
  from: number;
  through: number;
}

const tolerancePx = 4;

/** The messages that are really in view: those whose end is, and those that are taller than the view and fill it. `undefined` when none is. */
export function seenRows(rows: readonly RowBox[], view: { top: number; bottom: number }): SeenRange | undefined {
  const seen = rows.filter(({ top, bottom, sequence }) => {
    if (!Number.isInteger(sequence) || sequence < 1) return false;
    const endsInView = bottom <= view.bottom + tolerancePx && bottom > view.top + tolerancePx;
    return endsInView || (top <= view.top && bottom >= view.bottom);
  });
  if (seen.length === 0) return undefined;
  const sequences = seen.map(({ sequence }) => sequence);
  return { from: Math.min(...sequences), through: Math.max(...sequences) };
}

/** What was told last. */
export interface Told extends SeenRange {
  /** The last message that was ever told. */
  furthest: number;
  /** How much of the place was for the reader and unread then. */
  forMe: number;
  /** The live end was in view. */
  isAtEnd: boolean;
}

/**
 * What there is to tell of what is seen now; `undefined` when it is no news. What ran past while the reader followed the live end
 * was seen too; what was jumped over was not. While something in the place is for the reader, every other view is news.
 */
export function newlySeen(seen: SeenRange, now: Pick<Told, "forMe" | "isAtEnd">, told: Told | undefined) {
  if (!told) return seen;
  const isFurther = seen.through > told.furthest;
  const isOther = seen.from !== told.from || seen.through !== told.through || now.forMe !== told.forMe;
  if (!isFurther && !(now.forMe > 0 && isOther)) return undefined;
  const hasFollowed = isFurther && told.isAtEnd && now.isAtEnd;
  return hasFollowed ? { from: Math.min(seen.from, told.furthest + 1), through: seen.through } : seen;
}
