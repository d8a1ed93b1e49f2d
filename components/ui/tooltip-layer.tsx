"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { placeBeside } from "./tooltip-place";
import { createTooltipWatch, type ShownTooltip } from "./tooltip-watch";

/** Draws the tooltip of whatever on the page is hovered or has the keyboard's focus. Put one on the page. */
export function TooltipLayer() {
  const [shown, setShown] = useState<ShownTooltip | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => createTooltipWatch(document, setShown), []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !shown) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = placeBeside(shown.anchor, element.getBoundingClientRect(), shown.side, view);
    element.style.translate = `${left}px ${top}px`;
    element.style.opacity = "1";
  }, [shown]);

  if (!shown) return null;
  return (
    <div
      ref={box}
      data-tooltip-box=""
      aria-hidden="true"
      className="fixed top-0 left-0 z-60 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs opacity-0 shadow-float transition-opacity duration-100"
    >
      <span>{shown.label}</span>
      {shown.keys ? <Kbd className="border-canvas/25 bg-transparent text-canvas">{shown.keys}</Kbd> : null}
    </div>
  );
}
