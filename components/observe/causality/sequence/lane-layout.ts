"use client";

import { type RefObject, useEffect, useState } from "react";

export const timePx = 84;
export const rowPx = 48;
export const gapPx = 28;
export const headPx = 44;
const lanePxMin = 136;
const lanePxMax = 300;
/** For the words of the last lane. */
const endPx = 200;

export interface LaneLayout {
  lanePx: number;
  totalPx: number;
  /** Where a lane's line is. */
  at: (lane: number) => number;
}

/** As wide as the room allows, and never so narrow that nothing can be read: then it scrolls sideways. */
export function useLaneLayout(scroller: RefObject<HTMLElement | null>, lanes: number): LaneLayout {
  const [roomPx, setRoomPx] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoomPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const share = Math.floor((roomPx - timePx - endPx) / Math.max(1, lanes));
  const lanePx = Math.max(lanePxMin, Math.min(lanePxMax, share));
  return {
    lanePx,
    totalPx: Math.max(roomPx, timePx + lanes * lanePx + endPx),
    at: (lane) => timePx + lane * lanePx + lanePx / 2,
  };
}
