/** The row of that sequence, if it is drawn. */
export function rowElement(scroller: HTMLElement, sequence: number): HTMLElement | null {
  return scroller.querySelector<HTMLElement>(`[data-sequence="${sequence}"]`);
}

/** How far below the scroller's top edge an element begins. */
export function offsetIn(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

export function sequenceOf(element: HTMLElement): number | undefined {
  const sequence = Number(element.dataset["sequence"] ?? Number.NaN);
  return Number.isNaN(sequence) ? undefined : sequence;
}

/** Rows that are drawn but not measured yet are hidden, and where they begin is a guess: the reader has not seen them. */
export function isMeasured(row: HTMLElement): boolean {
  return row.checkVisibility({ visibilityProperty: true });
}

/** The topmost row that begins in view; one that fills it where none does. Only rows that are measured count. */
export function topRowElement(scroller: HTMLElement): HTMLElement | undefined {
  const height = scroller.clientHeight;
  let filling: HTMLElement | undefined;
  for (const element of scroller.querySelectorAll<HTMLElement>("[data-sequence]")) {
    const top = offsetIn(scroller, element);
    if (top >= height) break;
    if (!isMeasured(element)) continue;
    if (top >= 0) return element;
    filling = element;
  }
  return filling && offsetIn(scroller, filling) + filling.offsetHeight > 0 ? filling : undefined;
}

/**
 * Gives the row the focus and shows it. One that is still hidden takes no focus, and how far it has to be scrolled is a guess: then
 * as soon as it is measured. Returns how to give that up.
 */
export function focusOnceMeasured(row: HTMLElement): () => void {
  let frame: number | undefined;
  const attempt = () => {
    if (!isMeasured(row)) {
      frame = requestAnimationFrame(attempt);
      return;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  attempt();
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}
