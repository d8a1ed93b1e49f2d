"use client";

import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { ExpansionMemory } from "../message/expansion";
import { loadMarkdown, useMarkdown } from "../message/lazy-modules";
import { chatTexts } from "../texts";
import { Announcer } from "./announcer";
import { EndOfRows, StartOfRows, startHeightPx } from "./edges";
import { FloatingDay } from "./floating-day";
import { LiveEndProvider } from "./live-end";
import { MessageRow } from "./message-row";
import { NewMessagesPill } from "./new-messages-pill";
import type { OutboxActions } from "./outbox-notice";
import type { TimelineRow } from "./rows";
import type { TimelineSnapshot, TimelineStore } from "./store";
import { moveOf } from "./timeline-keys";
import { TimelineNotice } from "./timeline-notice";
import { useShownRows } from "./use-shown-rows";
import { useStickToEnd } from "./use-stick-to-end";

/** How near an edge the next page is asked for: far enough that it is there before the reader is. */
const loadAheadPx = 1_500;

const dividerHeightPx = 36;

export interface TimelineHandle {
  /** Shows the live end and follows it. */
  toEnd: () => void;
}

interface TimelineProps {
  ref?: Ref<TimelineHandle>;
  store: TimelineStore;
  snapshot: TimelineSnapshot;
  /** The place in words: `#sensors`. */
  place: string;
  outboxActions: OutboxActions;
  /** Escape was pressed. */
  onLeave: () => void;
}

/** A place's messages: only what is in view is mounted, nothing moves when older ones arrive, and new ones are followed only from the end. */
export function Timeline(props: TimelineProps) {
  const { snapshot, place, store } = props;
  const hasMarkdown = useMarkdown() !== undefined;
  useEffect(() => {
    loadMarkdown();
  }, []);
  const isReady = snapshot.rows.length > 0 && hasMarkdown;
  return (
    <section aria-label={chatTexts.timeline(place)} className="relative flex min-h-0 grow flex-col">
      {isReady ? (
        <LiveEndProvider value={snapshot.newer === "complete"}>
          <ExpansionMemory>
            <Rows {...props} />
          </ExpansionMemory>
        </LiveEndProvider>
      ) : (
        <TimelineNotice snapshot={snapshot} place={place} onRetry={() => void store.start()} />
      )}
      <Announcer rows={snapshot.rows} />
    </section>
  );
}

function Rows({ ref, store, snapshot, place, outboxActions, onLeave }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { rows, shift, epoch } = useShownRows(snapshot.rows);
  const { isStuck, stuck, settle, stick, onScroll } = useStickToEnd(scroller);
  const [activeKey, setActiveKey] = useState<string>();
  const [topRow, setTopRow] = useState<TimelineRow>();
  const reachesEnd = snapshot.newer === "complete";

  const look = useCallback(() => {
    const handle = list.current;
    const element = scroller.current;
    if (!handle || !element || rows.length === 0) return;
    const first = rows[handle.findItemIndex(Math.max(0, element.scrollTop - startHeightPx))];
    const last = rows[handle.findItemIndex(element.scrollTop + element.clientHeight - startHeightPx)];
    const isAtEnd = stuck.current && reachesEnd;
    if (isAtEnd) store.setReader({ kind: "end" });
    else if (first && Number.isFinite(first.position)) {
      store.setReader({ kind: "at", first: first.position, last: last?.position ?? first.position });
    }
    setTopRow(isAtEnd || element.scrollTop < startHeightPx + dividerHeightPx ? undefined : first);
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (element.scrollTop < loadAheadPx && snapshot.older === "more") void store.loadOlder();
    if (toEnd < loadAheadPx && snapshot.newer === "more") void store.loadNewer();
  }, [rows, reachesEnd, snapshot.older, snapshot.newer, store, stuck]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn
  useLayoutEffect(() => {
    if (reachesEnd) settle();
    look();
  }, [rows, epoch, reachesEnd, look, settle]);

  const toEnd = useCallback(() => {
    store.jumpToEnd();
    stick();
  }, [store, stick]);
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd]);

  const activeIndex = activeKey === undefined ? -1 : rows.findIndex((row) => row.key === activeKey);
  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    setActiveKey(row.key);
    list.current?.scrollToIndex(rows.indexOf(row), { align: "nearest" });
  };
  const visibleIndex = () => list.current?.findItemIndex((scroller.current?.scrollTop ?? 0) - startHeightPx) ?? 0;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const move = moveOf(event);
    if (!move) return;
    event.preventDefault();
    const from = activeIndex === -1 ? (stuck.current ? rows.length : visibleIndex()) : activeIndex;
    if (move === "next") moveTo(from + 1);
    else if (move === "previous") moveTo(from - 1);
    else if (move === "first") moveTo(0);
    else if (move === "leave") onLeave();
    else {
      toEnd();
      scroller.current?.focus({ preventScroll: true });
    }
  };

  return (
    <>
      <div
        ref={scroller}
        role="feed"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the messages are reached and read by keyboard
        tabIndex={0}
        aria-label={chatTexts.timeline(place)}
        aria-busy={snapshot.older === "loading" || snapshot.newer === "loading"}
        data-timeline=""
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        className="min-h-0 grow overflow-y-auto overflow-x-hidden overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="flex min-h-full flex-col justify-end">
          <StartOfRows state={snapshot.older} place={place} onRetry={() => void store.loadOlder()} />
          <Virtualizer
            key={epoch}
            ref={list}
            data={rows}
            shift={shift}
            scrollRef={scroller}
            startMargin={startHeightPx}
            bufferSize={600}
            keepMounted={activeIndex === -1 ? undefined : [activeIndex]}
            onScroll={look}
            onResize={settle}
          >
            {(row) => (
              <MessageRow
                key={row.key}
                row={row}
                isActive={row.key === activeKey}
                onActivate={setActiveKey}
                outboxActions={outboxActions}
              />
            )}
          </Virtualizer>
          <EndOfRows state={snapshot.newer} onRetry={() => void store.loadNewer()} />
        </div>
      </div>
      <FloatingDay at={topRow?.at} />
      <NewMessagesPill isShown={!isStuck || !reachesEnd} unseen={snapshot.unseen} onPress={toEnd} />
    </>
  );
}
