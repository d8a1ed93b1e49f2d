import { offsetIn, rowElement, sequenceOf, topRowElement } from "./row-elements";

const tolerancePx = 2;

/** A row that is to stay where it is on screen. */
export interface Anchor {
  readonly sequence: number;
  /** Below the scroller's top edge. */
  readonly offset: number;
}

/** The topmost row, where it is now. */
export function topAnchor(scroller: HTMLElement): Anchor | undefined {
  const row = topRowElement(scroller);
  return row && anchorAt(row, offsetIn(scroller, row));
}

export function anchorAt(row: HTMLElement, offset: number): Anchor | undefined {
  const sequence = sequenceOf(row);
  return sequence === undefined ? undefined : { sequence, offset };
}

/** Whether the row is where it was; one that is not drawn is not. */
export function isInPlace(scroller: HTMLElement, { sequence, offset }: Anchor): boolean {
  const row = rowElement(scroller, sequence);
  return row !== null && Math.abs(offsetIn(scroller, row) - offset) <= tolerancePx;
}

/** Scrolls so that the row is where it was. Whether that moved anything. */
export function putInPlace(scroller: HTMLElement, anchor: Anchor): boolean {
  const row = rowElement(scroller, anchor.sequence);
  if (!row) return false;
  const before = scroller.scrollTop;
  const drift = offsetIn(scroller, row) - anchor.offset;
  if (Math.abs(drift) < 0.5) return false;
  scroller.scrollTop = before + drift;
  return scroller.scrollTop !== before;
}
