import { offsetIn } from "./row-elements";

/** What opens and closes so soon after a press did so by it. */
const pressMs = 1_000;

/** A control of a row that opens or closes part of it, as it was when it was pressed. */
export interface Pressed {
  readonly row: HTMLElement;
  readonly control: HTMLElement;
  readonly height: number;
  readonly offset: number;
  readonly controlOffset: number;
  readonly at: number;
}

/** What was pressed, if it opens or closes part of a row. */
export function pressedOf(scroller: HTMLElement, target: EventTarget | null): Pressed | undefined {
  const control = target instanceof Element ? target.closest<HTMLElement>("[aria-expanded]") : null;
  const row = control?.closest<HTMLElement>("[data-sequence]");
  if (!control || !row || !scroller.contains(row)) return undefined;
  return {
    row,
    control,
    height: row.offsetHeight,
    offset: offsetIn(scroller, row),
    controlOffset: offsetIn(scroller, control),
    at: performance.now(),
  };
}

/** Whether the row has become higher or lower by the press. */
export function changeOf(pressed: Pressed | undefined): "opened" | "closed" | undefined {
  if (!pressed?.row.isConnected || performance.now() - pressed.at > pressMs) return undefined;
  const { offsetHeight } = pressed.row;
  return offsetHeight === pressed.height ? undefined : offsetHeight > pressed.height ? "opened" : "closed";
}

/** Where the row has to begin so that what was opened can be read on, and what was closed is still under the pointer. */
export function offsetAfter(scroller: HTMLElement, pressed: Pressed): number {
  if (changeOf(pressed) !== "closed" || !pressed.control.isConnected) return pressed.offset;
  return offsetIn(scroller, pressed.row) - (offsetIn(scroller, pressed.control) - pressed.controlOffset);
}
