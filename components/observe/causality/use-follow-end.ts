"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const nearPx = 48;

/** Keeps the end of a list in view while it grows, for whoever is there already. */
export function useFollowEnd(scroller: RefObject<HTMLElement | null>, rows: number): void {
  const isAtEnd = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const { scrollHeight, scrollTop, clientHeight } = element;
      isAtEnd.current = scrollTop > 0 && scrollHeight - scrollTop - clientHeight < nearPx;
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever rows are added
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [rows]);
}
