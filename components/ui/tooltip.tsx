import { cloneElement, type ReactElement } from "react";

export type TooltipSide = "top" | "right" | "bottom" | "left";

interface TooltipProps {
  label: string;
  shortcut?: string;
  side?: TooltipSide;
  /** One element that passes attributes on to the page; it needs an accessible name of its own. */
  children: ReactElement<TooltipAttributes>;
}

/** What an element says to the `TooltipLayer`. */
export interface TooltipAttributes {
  "data-tooltip"?: string;
  "data-tooltip-side"?: TooltipSide;
  "data-tooltip-keys"?: string;
}

/**
 * Words beside an element on hover and on keyboard focus. Visual only: never the sole place of information. It costs its element
 * attributes alone, so that lists of hundreds can have one each; the one `TooltipLayer` of the page draws it.
 */
export function Tooltip({ label, shortcut, side = "top", children }: TooltipProps) {
  return cloneElement(children, {
    "data-tooltip": label,
    "data-tooltip-side": side,
    "data-tooltip-keys": shortcut,
  });
}
