"use client";

import { type RefObject, useEffect } from "react";
import { type LaneLayout, timePx } from "./lane-layout";
import type { SequenceRow } from "./sequence-rows";

const marginPx = 24;
const wordsPx = 220;

/** Scrolls sideways until the words and the arrow of the chosen message can be seen. */
export function useLaneInView(
  scroller: RefObject<HTMLElement | null>,
  row: SequenceRow | undefined,
  { at, lanePx }: LaneLayout,
): void {
  const lanes = row?.kind === "message" ? [row.lane, row.from ?? row.lane] : [];
  const [first, last] = [Math.min(...lanes), Math.max(...lanes)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is chosen, or the lanes are as wide as they will be
  useEffect(() => {
    const element = scroller.current;
    if (!element || !Number.isFinite(first)) return;
    const from = at(first) - timePx - marginPx;
    const to = Math.max(at(last) + marginPx, at(first) + wordsPx);
    const { scrollLeft, clientWidth } = element;
    if (from < scrollLeft) element.scrollLeft = from;
    else if (to > scrollLeft + clientWidth) element.scrollLeft = Math.min(from, to - clientWidth);
  }, [row?.key, lanePx]);
}
