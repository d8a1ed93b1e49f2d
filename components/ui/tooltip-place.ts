import type { TooltipSide } from "./tooltip";

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gapPx = 8;
const opposite: Record<TooltipSide, TooltipSide> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Where a box of `size` goes beside `anchor`: on the wanted side, on the opposite one when only that has room, and inside the window always. */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  wanted: TooltipSide,
  view: { width: number; height: number },
): { left: number; top: number } {
  const side =
    hasRoom(anchor, size, wanted, view) || !hasRoom(anchor, size, opposite[wanted], view) ? wanted : opposite[wanted];
  const { left, top } = at(anchor, size, side);
  return {
    left: clamp(left, gapPx, view.width - size.width - gapPx),
    top: clamp(top, gapPx, view.height - size.height - gapPx),
  };
}

function at(anchor: Box, size: { width: number; height: number }, side: TooltipSide): { left: number; top: number } {
  const centreX = anchor.left + anchor.width / 2 - size.width / 2;
  const centreY = anchor.top + anchor.height / 2 - size.height / 2;
  switch (side) {
    case "top":
      return { left: centreX, top: anchor.top - size.height - gapPx };
    case "bottom":
      return { left: centreX, top: anchor.top + anchor.height + gapPx };
    case "left":
      return { left: anchor.left - size.width - gapPx, top: centreY };
    case "right":
      return { left: anchor.left + anchor.width + gapPx, top: centreY };
  }
}

function hasRoom(
  anchor: Box,
  size: { width: number; height: number },
  side: TooltipSide,
  view: { width: number; height: number },
): boolean {
  const { left, top } = at(anchor, size, side);
  if (side === "top" || side === "bottom") return top >= gapPx && top + size.height <= view.height - gapPx;
  return left >= gapPx && left + size.width <= view.width - gapPx;
}

function clamp(value: number, min: number, max: number): number {
  return Math.round(Math.max(min, Math.min(value, max)));
}
