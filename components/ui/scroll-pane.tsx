"use client";

import { createContext, type ReactNode, type RefObject, use, useRef } from "react";
import { classNames } from "./class-names";
import { ScrollArea } from "./scroll-area";

const PaneContext = createContext<RefObject<HTMLDivElement | null> | null>(null);

/** Scrolls everything in it as one, and lets long lists in it mount only the rows in view. */
export function ScrollPane({ className, children }: { className?: string; children: ReactNode }) {
  const pane = useRef<HTMLDivElement>(null);
  return (
    <PaneContext value={pane}>
      <ScrollArea ref={pane} className={classNames("relative", className)}>
        {children}
      </ScrollArea>
    </PaneContext>
  );
}

/** What scrolls around this component; null outside of a `ScrollPane`. */
export function useScrollPane(): RefObject<HTMLDivElement | null> | null {
  return use(PaneContext);
}
