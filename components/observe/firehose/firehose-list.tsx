"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState, type WheelEvent } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { permalinkOf } from "@/components/chat/permalink";
import { isKey } from "@/components/shell/keyboard-help/is-key";
import { FirehoseNote } from "./firehose-note";
import { FirehoseRow } from "./firehose-row";
import type { FirehoseList as List } from "./firehose-store";
import { firehoseTexts } from "./texts";

const rowPx = 32;
/** So far from the end still counts as at the end. */
const nearEndPx = 8;

interface FirehoseListProps {
  spaceId: string;
  list: List;
  /** The reader looks at something: nothing should move. */
  onLeaveEnd: () => void;
  /** They scrolled back to the end. */
  onReachEnd: () => void;
  /** They asked for the end. */
  onResume: () => void;
}

/** The messages, the newest at the end; only those in view are mounted. It follows the end until the reader leaves it. */
export function FirehoseList({ spaceId, list, onLeaveEnd, onReachEnd, onResume }: FirehoseListProps) {
  const { entries, isHeld, hasForgotten } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const [openKey, setOpenKey] = useState<string>();
  const router = useRouter();

  const lastTop = useRef(0);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (element && !isHeld) element.scrollTop = element.scrollHeight;
  }, [isHeld]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn
  useLayoutEffect(settle, [entries, settle]);

  const activeIndex = activeKey === undefined ? -1 : entries.findIndex(({ key }) => key === activeKey);
  useEffect(() => {
    if (activeKey === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-entry="${activeKey}"]`);
    if (row && !row.contains(document.activeElement)) row.focus({ preventScroll: true });
  }, [activeKey]);

  const toggle = useCallback(
    (key: string) => {
      onLeaveEnd();
      setOpenKey((open) => (open === key ? undefined : key));
    },
    [onLeaveEnd],
  );

  function move(step: 1 | -1) {
    const from = activeIndex === -1 ? entries.length : activeIndex;
    for (let index = from + step; index >= 0 && index < entries.length; index += step) {
      const entry = entries[index];
      if (entry?.kind !== "message") continue;
      onLeaveEnd();
      setActiveKey(entry.key);
      virtualizer.current?.scrollToIndex(index, { align: "nearest" });
      return;
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, currentTarget } = event;
    if (target !== currentTarget && !(target instanceof HTMLElement && target.matches("article"))) return;
    const active = entries[activeIndex];
    if (isKey(event, "firehoseNext")) move(1);
    else if (isKey(event, "firehosePrevious")) move(-1);
    else if (isKey(event, "firehoseLatest")) leave();
    else if (active?.kind !== "message") return;
    else if (isKey(event, "firehosePeek")) toggle(active.key);
    else if (isKey(event, "firehoseOpen")) {
      router.push(permalinkOf(spaceId, active.message.place, active.message.sequence));
    } else return;
    event.preventDefault();
  }

  /** Back to the end, and on with what comes. */
  function leave() {
    setActiveKey(undefined);
    setOpenKey(undefined);
    scroller.current?.focus({ preventScroll: true });
    onResume();
  }

  function onScroll() {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const toEnd = scrollHeight - scrollTop - clientHeight;
    // Rows that come or grow move the end away from the reader, not the reader from the end.
    if (scrollTop < lastTop.current && toEnd > nearEndPx) onLeaveEnd();
    else if (scrollTop > lastTop.current && toEnd <= 1 && activeKey === undefined) onReachEnd();
    lastTop.current = scrollTop;
  }

  function onWheel({ deltaY }: WheelEvent) {
    const element = scroller.current;
    if (element && deltaY < 0 && element.scrollTop > 0) onLeaveEnd();
  }

  return (
    <div
      ref={scroller}
      role="feed"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the messages are reached and read by keyboard
      tabIndex={0}
      aria-label={firehoseTexts.list}
      onKeyDown={onKeyDown}
      onWheel={onWheel}
      onScroll={onScroll}
      className="min-h-0 grow overflow-y-auto overflow-x-hidden overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      <div className="flex min-h-full flex-col justify-end">
        {hasForgotten ? <p className="px-5 py-2 text-center text-faint text-xs">{firehoseTexts.hasForgotten}</p> : null}
        <Virtualizer
          ref={virtualizer}
          scrollRef={scroller}
          data={entries}
          itemSize={rowPx}
          keepMounted={activeIndex === -1 ? undefined : [activeIndex]}
          onResize={settle}
        >
          {(entry) =>
            entry.kind === "note" ? (
              <FirehoseNote key={entry.key} note={entry} />
            ) : (
              <FirehoseRow
                key={entry.key}
                spaceId={spaceId}
                entry={entry}
                isActive={entry.key === activeKey}
                isOpen={entry.key === openKey}
                onActivate={setActiveKey}
                onToggle={toggle}
              />
            )
          }
        </Virtualizer>
      </div>
    </div>
  );
}
