"use client";

import { type ReactElement, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useScrollPane } from "../scroll-pane";

interface TableRowsProps<Row> {
  rows: readonly Row[];
  /** Stays mounted wherever the pane is scrolled, because it has the focus; -1 for none. */
  keptIndex: number;
  list: RefObject<VirtualizerHandle | null>;
  children: (row: Row, index: number) => ReactElement;
}

/** The rows in view of the pane around them; all of them where there is none. */
export function TableRows<Row>({ rows, keptIndex, list, children }: TableRowsProps<Row>) {
  const pane = useScrollPane();
  const start = useRef<HTMLDivElement>(null);
  const startPx = useOffset(start, pane);
  if (!pane) return rows.map(children);
  return (
    <>
      <div ref={start} />
      <Virtualizer
        ref={list}
        scrollRef={pane}
        data={rows}
        startMargin={startPx}
        keepMounted={keptIndex < 0 ? [] : [keptIndex]}
      >
        {children}
      </Virtualizer>
    </>
  );
}

/** How far below the beginning of what scrolls the element is, in pixels. */
function useOffset(start: RefObject<HTMLElement | null>, pane: RefObject<HTMLElement | null> | null): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const scroller = pane?.current;
    const element = start.current;
    if (!scroller || !element) return;
    const measure = () => {
      const distance = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      setOffset(Math.round(distance + scroller.scrollTop));
    };
    const observer = new ResizeObserver(measure);
    for (const child of scroller.children) observer.observe(child);
    measure();
    return () => observer.disconnect();
  }, [start, pane]);
  return offset;
}
