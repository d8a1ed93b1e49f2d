import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { bodyTexts } from "../texts";
import type { JsonRow } from "./json-rows";

const linePx = 20;

interface JsonWindowProps {
  rows: readonly JsonRow[];
  /** The line that was pressed last of those whose button goes with that: the reader stays there. */
  pressed: { index: number } | undefined;
  line(row: JsonRow, index: number): ReactNode;
}

/** The lines of a long tree in a box that scrolls. */
export function JsonWindow({ rows, pressed, line }: JsonWindowProps) {
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  useLayoutEffect(() => {
    if (!pressed) return;
    list.current?.scrollToIndex(pressed.index, { align: "nearest" });
    scroller.current?.focus({ preventScroll: true });
  }, [pressed]);
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={bodyTexts.treeLines(rows.length)}
      className="max-h-96 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <Virtualizer ref={list} as="ul" item="li" data={rows} scrollRef={scroller} itemSize={linePx}>
        {(row, index) => <div key={row.key}>{line(row, index)}</div>}
      </Virtualizer>
    </section>
  );
}
