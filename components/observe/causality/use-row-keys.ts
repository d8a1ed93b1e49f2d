"use client";

import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";

interface RowKeys {
  count: number;
  /** The row that the keyboard is on; the first where it is on none. */
  active: number;
  onMove: (index: number) => void;
  /** Whether the keyboard can be on that row; on all when absent. */
  isRow?: (index: number) => boolean;
  list: RefObject<VirtualizerHandle | null>;
  scroller: RefObject<HTMLElement | null>;
}

const pageRows = 10;

/** Arrow keys, Page Up and Down, Home and End go through the rows of a windowed list, which is one tab stop. */
export function useRowKeys({
  count,
  active,
  onMove,
  isRow = everyRow,
  list,
  scroller,
}: RowKeys): (event: KeyboardEvent) => void {
  const wanted = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || count === 0) return;
    const to = destination(event.key, active, count, isRow);
    if (to === undefined) return;
    event.preventDefault();
    wanted.current = to;
    list.current?.scrollToIndex(to, { align: "nearest" });
    onMove(to);
  };
}

function everyRow(): boolean {
  return true;
}

function destination(
  key: string,
  active: number,
  count: number,
  isRow: (index: number) => boolean,
): number | undefined {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows };
  const step = key === "Home" ? -count : key === "End" ? count : steps[key];
  if (step === undefined) return undefined;
  const direction = Math.sign(step);
  let to = Math.max(0, Math.min(count - 1, active + step));
  while (to > 0 && to < count - 1 && !isRow(to)) to += direction;
  return isRow(to) ? to : active;
}
