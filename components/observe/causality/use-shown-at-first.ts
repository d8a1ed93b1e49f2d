"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";

/** Brings the row into view once, as soon as it is there: the one that the page's address names. */
export function useShownAtFirst(list: RefObject<VirtualizerHandle | null>, index: number): void {
  const wasShown = useRef(false);
  useEffect(() => {
    if (wasShown.current || index < 0) return;
    wasShown.current = true;
    list.current?.scrollToIndex(index, { align: "center" });
  }, [list, index]);
}
