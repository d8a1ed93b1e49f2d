"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

export type TooltipSide = "top" | "right" | "bottom" | "left";

interface TooltipProps {
  label: ReactNode;
  shortcut?: string;
  side?: TooltipSide;
  /** One element that takes a ref and event handlers; it needs an accessible name of its own. */
  children: ReactElement<Record<string, unknown>>;
}

/** Words beside an element on hover and on keyboard focus. Visual only: never the sole place of information. */
export function Tooltip({ label, shortcut, side = "top", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={8} collisionPadding={8} className="z-60">
          <Base.Popup className="flex max-w-72 origin-(--transform-origin) items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-float transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0 data-instant:transition-none">
            <span>{label}</span>
            {shortcut ? <Kbd className="border-canvas/25 bg-transparent text-canvas">{shortcut}</Kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Makes neighbouring tooltips open at once after the first. Put one around the page. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delay={350} timeout={300}>
      {children}
    </Base.Provider>
  );
}
