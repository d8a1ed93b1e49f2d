import { offsetIn, rowElement, sequenceOf, topRowElement } from "./row-elements";

const tolerancePx = 2;
const nearlyPx = 0.5;

/** A row that is to stay where it is on screen. */
export interface Anchor {
  readonly sequence: number;
  /** Below the scroller's top edge. */
  readonly offset: number;
  /** Below the beginning of the content; not known while the row is still to be brought to its place. */
  readonly place?: number | undefined;
}

/** The topmost row, where it is now. */
export function topAnchor(scroller: HTMLElement): Anchor | undefined {
  const row = topRowElement(scroller);
  const anchor = row && anchorAt(row, offsetIn(scroller, row));
  return anchor && placed(scroller, anchor);
}

export function anchorAt(row: HTMLElement, offset: number): Anchor | undefined {
  const sequence = sequenceOf(row);
  return sequence === undefined ? undefined : { sequence, offset };
}

/** The same, with the place in the content that the row has now. */
export function placed(scroller: HTMLElement, anchor: Anchor): Anchor {
  return { ...anchor, place: placeOf(scroller, anchor) };
}

/** Whether the row is where it was; one that is not drawn is not. */
export function isInPlace(scroller: HTMLElement, { sequence, offset }: Anchor): boolean {
  const row = rowElement(scroller, sequence);
  return row !== null && Math.abs(offsetIn(scroller, row) - offset) <= tolerancePx;
}

/** Whether the view has moved while the content above the row has not: somebody scrolls, and nothing is to be put back. */
export function isScrolledFrom(scroller: HTMLElement, anchor: Anchor): boolean {
  const place = placeOf(scroller, anchor);
  const isMoved = anchor.place === undefined || place === undefined || Math.abs(place - anchor.place) >= nearlyPx;
  return !isMoved && !isInPlace(scroller, anchor);
}

/** Scrolls so that the row is where it was. Whether that moved anything. */
export function putInPlace(scroller: HTMLElement, anchor: Anchor): boolean {
  const row = rowElement(scroller, anchor.sequence);
  if (!row) return false;
  const before = scroller.scrollTop;
  const drift = offsetIn(scroller, row) - anchor.offset;
  if (Math.abs(drift) < nearlyPx) return false;
  scroller.scrollTop = before + drift;
  return scroller.scrollTop !== before;
}

function placeOf(scroller: HTMLElement, { sequence }: Anchor): number | undefined {
  const row = rowElement(scroller, sequence);
  return row ? offsetIn(scroller, row) + scroller.scrollTop : undefined;
}
