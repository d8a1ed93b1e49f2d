import type { VirtualizerHandle } from "virtua";
import { isMeasured, offsetIn } from "./row-elements";

/**
 * Call on every scroll, before the windowing hears of it. When it has moved the view itself (older rows came above) and the reader
 * moves it back before it heard of that, the view is where it believes it to be: it takes no notice and draws the rows of
 * elsewhere, which leaves the reader with an empty window. It is told of a scroll that it believes.
 */
export function wakeWindowing(scroller: HTMLElement, list: VirtualizerHandle | null): void {
  const at = scroller.scrollTop;
  if (!list || list.scrollOffset !== at || !isElsewhere(scroller)) return;
  for (const top of [at === 0 ? 1 : at - 1, at]) {
    scroller.scrollTop = top;
    scroller.dispatchEvent(new Event("scroll"));
  }
}

/** Whether there are rows to be seen, and none of them is in view. */
function isElsewhere(scroller: HTMLElement): boolean {
  const rows = [...scroller.querySelectorAll<HTMLElement>("[data-sequence]")].filter(isMeasured);
  const isInView = (row: HTMLElement) => {
    const top = offsetIn(scroller, row);
    return top < scroller.clientHeight && top + row.offsetHeight > 0;
  };
  return rows.length > 0 && !rows.some(isInView);
}
