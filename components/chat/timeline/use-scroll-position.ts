import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Anchor, anchorAt, isInPlace, putInPlace, topAnchor } from "./anchor";
import { changeOf, offsetAfter, type Pressed, pressedOf } from "./pressed";
import { offsetIn, rowElement } from "./row-elements";

const endTolerancePx = 24;
const leaveTolerancePx = 2;
const aimFramesMax = 300;
const calmFrames = 12;

/** A row to be brought into view, however often heights change on the way. */
export interface Aim {
  sequence: number;
  /** Where the row begins in the scroller's content, as far as that is known before it is drawn. */
  estimate: () => number;
  /** How far below the scroller's top edge the row is to begin. */
  offset: (viewHeight: number, rowHeight: number) => number;
}

/**
 * Holds a scroller where its reader is: at the end while they are there, whatever grows; otherwise with the topmost row, or the
 * one they went to or opened, in its place on screen, whatever changes around it. Only the reader's own scrolling moves it.
 */
export function useScrollPosition(scroller: RefObject<HTMLElement | null>, beginsAtEnd: boolean) {
  const [isStuck, setStuck] = useState(beginsAtEnd);
  const stuck = useRef(beginsAtEnd);
  const settledAt = useRef(0);
  const anchor = useRef<Anchor>(undefined);
  const pressed = useRef<Pressed>(undefined);
  const frame = useRef<number>(undefined);

  const set = useCallback((next: boolean) => {
    stuck.current = next;
    setStuck(next);
    if (next) anchor.current = undefined;
  }, []);

  /** The reader scrolls: nothing is held until they have finished. */
  const letGo = useCallback(() => {
    if (frame.current !== undefined) cancelAnimationFrame(frame.current);
    frame.current = undefined;
    anchor.current = undefined;
    pressed.current = undefined;
  }, []);

  /** Call after anything changed size. */
  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const press = pressed.current;
    const change = changeOf(press);
    if (press && change && !(stuck.current && change === "closed")) {
      set(false);
      anchor.current = anchorAt(press.row, offsetAfter(element, press));
    }
    if (stuck.current) element.scrollTop = element.scrollHeight;
    else if (anchor.current) putInPlace(element, anchor.current);
    settledAt.current = element.scrollTop;
  }, [scroller, set]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element || frame.current !== undefined) return;
    if (anchor.current && !isInPlace(element, anchor.current)) anchor.current = undefined;
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (toEnd <= endTolerancePx) {
      settledAt.current = element.scrollTop;
      if (!stuck.current && !anchor.current) set(true);
    } else if (stuck.current && element.scrollTop < settledAt.current - leaveTolerancePx) {
      // Only a scroll towards the start, past where it was last put, counts as leaving.
      set(false);
    }
  }, [scroller, set]);

  const onScrollEnd = useCallback(() => {
    const element = scroller.current;
    if (element && !stuck.current && frame.current === undefined) anchor.current ??= topAnchor(element);
  }, [scroller]);

  const stick = useCallback(() => {
    letGo();
    set(true);
    settle();
  }, [letGo, set, settle]);

  const aim = useCallback(
    ({ sequence, estimate, offset }: Aim) => {
      letGo();
      set(false);
      let [frames, calm] = [0, 0];
      const step = () => {
        const element = scroller.current;
        frames += 1;
        frame.current = undefined;
        if (!element) return;
        const row = rowElement(element, sequence);
        if (!row) element.scrollTop = estimate() - offset(element.clientHeight, 0);
        else if (!anchor.current) anchor.current = { sequence, offset: offset(element.clientHeight, row.offsetHeight) };
        calm = row && anchor.current && !putInPlace(element, anchor.current) ? calm + 1 : 0;
        settledAt.current = element.scrollTop;
        if (calm <= calmFrames && frames < aimFramesMax) frame.current = requestAnimationFrame(step);
        // Near an end the row cannot be where it was to be: where it came to lie is its place.
        else if (row) anchor.current = { sequence, offset: offsetIn(element, row) };
      };
      step();
    },
    [scroller, set, letGo],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, settle]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    element.addEventListener("wheel", letGo, options);
    element.addEventListener("touchmove", letGo, options);
    // On the scrollbar.
    element.addEventListener("pointerdown", (event) => event.target === element && letGo(), options);
    const press = (event: MouseEvent) => {
      pressed.current = pressedOf(element, event.target);
    };
    element.addEventListener("click", press, { ...options, capture: true });
    return () => stop.abort();
  }, [scroller, letGo]);

  return { isStuck, stuck, settle, stick, aim, letGo, onScroll, onScrollEnd };
}
