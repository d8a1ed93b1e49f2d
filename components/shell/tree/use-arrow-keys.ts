"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { flushSync } from "react-dom";
import type { VirtualizerHandle } from "virtua";
import type { TreeRow } from "./flatten-tree";

interface Options {
  rows: readonly TreeRow[];
  currentKey: string | undefined;
  list: RefObject<VirtualizerHandle | null>;
  scroller: RefObject<HTMLElement | null>;
  toggle: (path: string) => void;
}

/** Up, Down, Home and End move through the rows; Right opens a row or enters it, Left closes it or goes to its parent. */
export function useArrowKeys({ rows, currentKey, list, scroller, toggle }: Options) {
  const [focusedKey, setFocusedKey] = useState<string>();
  const indexOf = (key: string | undefined) => rows.findIndex((row) => row.key === key);
  const focused = indexOf(focusedKey);
  const activeIndex = focused >= 0 ? focused : indexOf(currentKey);

  function focus(index: number) {
    const row = rows[index];
    if (!row) return;
    flushSync(() => setFocusedKey(row.key));
    list.current?.scrollToIndex(index, { align: "nearest" });
    scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.key)}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const at = rows.findIndex((row) => row.key === rowOf(event.target));
    const row = rows[at];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = destination(event.key, at, row);
    if (target === undefined) return;
    event.preventDefault();
    if (target === "toggle") toggle(row.key);
    else focus(target);
  }

  function destination(key: string, at: number, row: TreeRow): number | "toggle" | undefined {
    const isNode = row.kind === "node" && row.hasBelow;
    switch (key) {
      case "ArrowDown":
        return Math.min(at + 1, rows.length - 1);
      case "ArrowUp":
        return Math.max(at - 1, 0);
      case "Home":
        return 0;
      case "End":
        return rows.length - 1;
      case "ArrowRight":
        if (!isNode) return undefined;
        return row.isExpanded ? at + 1 : "toggle";
      case "ArrowLeft":
        return isNode && row.isExpanded ? "toggle" : parentOf(at, row.level);
    }
    return undefined;
  }

  function parentOf(at: number, level: number): number | undefined {
    const parent = rows.slice(0, at).findLastIndex((row) => row.level < level);
    return parent < 0 ? undefined : parent;
  }

  return { activeIndex, onKeyDown };
}

function rowOf(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]")?.dataset.row : undefined;
}
