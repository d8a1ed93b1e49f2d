"use client";

import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { VirtualizerHandle } from "virtua";

const stops = "a[href], button:not(:disabled), [role='checkbox'], [tabindex='0']";

/** Up, Down, Home and End move the focus to the same control of another row; the row that has it stays mounted. */
export function useRowKeys(body: RefObject<HTMLElement | null>, rows: number) {
  const list = useRef<VirtualizerHandle>(null);
  const [focusedIndex, setFocusedIndex] = useState(-1);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (target.matches("input, textarea, [aria-expanded='true']")) return;
    const row = target.closest<HTMLElement>("[data-row-index]");
    if (!row) return;
    const next = destination(key, Number(row.dataset.rowIndex), rows);
    if (next === undefined) return;
    event.preventDefault();
    const place = [...row.querySelectorAll(stops)].indexOf(target);
    flushSync(() => setFocusedIndex(next));
    list.current?.scrollToIndex(next, { align: "nearest" });
    const controls = body.current?.querySelectorAll<HTMLElement>(`[data-row-index="${next}"] :is(${stops})`);
    (controls?.[place] ?? controls?.[0])?.focus();
  }

  return { list, focusedIndex: Math.min(focusedIndex, rows - 1), onKeyDown };
}

function destination(key: string, at: number, rows: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, rows - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return rows - 1;
  }
  return undefined;
}
