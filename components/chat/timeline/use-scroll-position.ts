import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { VirtualizerHandle } from "virtua";
import { type Anchor, anchorAt, isInPlace, isScrolledFrom, placed, putInPlace, topAnchor } from "./anchor";
import { changeOf, offsetAfter, type Pressed, pressedOf } from "./pressed";
import { offsetIn, rowElement } from "./row-elements";
import { wakeWindowing } from "./wake-windowing";

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

interface ScrollOptions {
  beginsAtEnd: boolean;
  /** The rows reach the live end: no other end is followed. */
  reachesEnd: boolean;
  list: RefObject<VirtualizerHandle | null>;
  /** Where a row begins in the scroller's content, as far as that is known while it is not drawn. */
  estimate: (sequence: number) => number | undefined;
}

/**
 * Holds a scroller where its reader is: at the live end while they are there, whatever grows; otherwise with the topmost row, or
 * the one they went to or opened, in its place on screen, whatever changes around it. Only the reader's own scrolling moves it:
 * what was in view before moves as far as they scroll, however high the rows turn out to be that come into view.
 */
export function useScrollPosition(scroller: RefObject<HTMLElement | null>, options: ScrollOptions) {
  const { beginsAtEnd } = options;
  const [isStuck, setStuck] = useState(beginsAtEnd);
  const stuck = useRef(beginsAtEnd);
  const settledAt = useRef(0);
  const anchor = useRef<Anchor>(undefined);
  const pressed = useRef<Pressed>(undefined);
  const frame = useRef<number>(undefined);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });

  const set = useCallback((next: boolean) => {
    stuck.current = next;
    setStuck(next);
    if (next) anchor.current = undefined;
  }, []);

  /** The reader scrolls: they are brought nowhere any more. */
  const letGo = useCallback(() => {
    if (frame.current !== undefined) cancelAnimationFrame(frame.current);
    frame.current = undefined;
    pressed.current = undefined;
    if (anchor.current?.place === undefined) anchor.current = undefined;
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
    const held = anchor.current;
    if (stuck.current) {
      if (latest.current.reachesEnd) element.scrollTop = element.scrollHeight;
    } else if (frame.current !== undefined) {
      if (held) putInPlace(element, held);
    } else if (!held || isScrolledFrom(element, held)) {
      anchor.current = topAnchor(element);
    } else {
      const place = rowElement(element, held.sequence) ? undefined : latest.current.estimate(held.sequence);
      if (place === undefined) putInPlace(element, held);
      else element.scrollTop = place - held.offset;
      anchor.current = placed(element, held);
    }
    settledAt.current = element.scrollTop;
  }, [scroller, set]);

  /** Call after rows changed size, outside of React's own work. */
  const onResize = useCallback(() => {
    const element = scroller.current;
    const before = element?.scrollTop;
    settle();
    if (!element || element.scrollTop === before || stuck.current || frame.current !== undefined) return;
    const held = anchor.current;
    // By the time the browser tells of this scroll it has painted: the rows that belong here are drawn before.
    flushSync(() => element.dispatchEvent(new Event("scroll")));
    // A row that was not drawn then was taken for one that the reader had left.
    if (!stuck.current) anchor.current = held;
    settle();
  }, [scroller, settle]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element) wakeWindowing(element, latest.current.list.current);
    if (!element || frame.current !== undefined) return;
    const isHeld = anchor.current !== undefined && isInPlace(element, anchor.current);
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (toEnd <= endTolerancePx) {
      settledAt.current = element.scrollTop;
      if (!stuck.current && !isHeld && latest.current.reachesEnd) set(true);
    } else if (stuck.current && element.scrollTop < settledAt.current - leaveTolerancePx) {
      // Only a scroll towards the start, past where it was last put, counts as leaving.
      set(false);
    }
    // What comes into view is not measured yet: what is in view already is where the reader has scrolled it to.
    if (!stuck.current && !isHeld) anchor.current = topAnchor(element);
  }, [scroller, set]);

  const stick = useCallback(() => {
    letGo();
    set(true);
    settle();
  }, [letGo, set, settle]);

  const aim = useCallback(
    ({ sequence, estimate, offset }: Aim) => {
      letGo();
      set(false);
      anchor.current = undefined;
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
        else if (row) anchor.current = placed(element, { sequence, offset: offsetIn(element, row) });
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

  return { isStuck, stuck, settle, stick, aim, letGo, onScroll, onResize };
}
