import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

const endTolerancePx = 24;

/**
 * Keeps a scroller at its end while the reader is there, whatever grows; a reader who scrolled up is left alone.
 * Only a scroll towards the start, past where this hook last put it, counts as leaving.
 */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>) {
  const [isStuck, setStuck] = useState(true);
  const stuck = useRef(true);
  const settledAt = useRef(0);

  const set = useCallback((next: boolean) => {
    stuck.current = next;
    setStuck(next);
  }, []);

  /** Call after anything changed size. */
  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element || !stuck.current) return;
    element.scrollTop = element.scrollHeight;
    settledAt.current = element.scrollTop;
  }, [scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (toEnd <= endTolerancePx) {
      settledAt.current = element.scrollTop;
      if (!stuck.current) set(true);
    } else if (stuck.current && element.scrollTop < settledAt.current - 2) {
      set(false);
    }
  }, [scroller, set]);

  const stick = useCallback(() => {
    set(true);
    settle();
  }, [set, settle]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, settle]);

  return { isStuck, stuck, settle, stick, onScroll };
}
