"use client";

import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { chatTexts } from "../texts";
import { EndOfRows, StartOfRows, startHeightPx } from "./edges";
import { firstNewRow } from "./find-row";
import { FloatingDay } from "./floating-day";
import { MessageRow } from "./message-row";
import { NewMessagesPill } from "./new-messages-pill";
import type { OutboxActions } from "./outbox-notice";
import type { TimelineRow } from "./rows";
import type { TimelineSnapshot, TimelineStore } from "./store";
import { moveOf } from "./timeline-keys";
import { UnreadPill } from "./unread-pill";
import { useScrollPosition } from "./use-scroll-position";
import { useShownRows } from "./use-shown-rows";
import { useTarget } from "./use-target";

/** How near an edge the next page is asked for: far enough that it is there before the reader is. */
const loadAheadPx = 1_500;
/** Drawn beyond each edge of the view. */
const bufferPx = 300;
const dividerHeightPx = 36;

export interface TimelineHandle {
  /** Shows the live end and follows it. */
  toEnd: () => void;
}

export interface TimelineRowsProps {
  ref?: Ref<TimelineHandle>;
  store: TimelineStore;
  snapshot: TimelineSnapshot;
  /** The place in words: `#sensors`. */
  place: string;
  /** The first message that was unread when the place was opened. */
  firstUnread: number | undefined;
  outboxActions: OutboxActions;
  /** The reader goes to the live end. */
  onEnd: () => void;
  /** The reader wants to choose where to go. */
  onJump: () => void;
  /** Escape was pressed. */
  onLeave: () => void;
}

/** The rows themselves: only what is in view is mounted, and what is in view stays where it is. */
export function TimelineRows(props: TimelineRowsProps) {
  const { ref, store, snapshot, place, firstUnread, outboxActions, onEnd, onJump, onLeave } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { rows, shift, epoch } = useShownRows(snapshot.rows);
  const reachesEnd = snapshot.newer === "complete";
  const estimate = (sequence: number) => {
    const index = rows.findIndex((row) => row.sequence === sequence);
    return index === -1 || !list.current ? undefined : startHeightPx + list.current.getItemOffset(index);
  };
  const beginsAtEnd = snapshot.target === undefined;
  const position = useScrollPosition(scroller, { beginsAtEnd, reachesEnd, list, estimate });
  const { isStuck, stuck, settle, stick, aim, letGo } = position;
  const markedKey = useTarget({ target: snapshot.target, rows, list, aim, stick });
  const [activeKey, setActiveKey] = useState<string>();
  const [topRow, setTopRow] = useState<TimelineRow>();
  const [isUnreadAbove, setUnreadAbove] = useState<boolean>();
  const newRow = useMemo(
    () => firstNewRow(rows, firstUnread, snapshot.older !== "complete"),
    [rows, firstUnread, snapshot.older],
  );

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
    if (first && firstUnread !== undefined) {
      // Once it was in view, the reader knows where it is.
      setUnreadAbove((before) => before !== false && firstUnread < first.position);
    }
    const toEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (element.scrollTop < loadAheadPx && snapshot.older === "more") void store.loadOlder();
    if (toEnd < loadAheadPx && snapshot.newer === "more") void store.loadNewer();
  }, [rows, reachesEnd, snapshot.older, snapshot.newer, store, stuck, firstUnread]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn
  useLayoutEffect(() => {
    settle();
    look();
  }, [rows, epoch, reachesEnd, look, settle]);

  const toEnd = useCallback(() => {
    onEnd();
    store.jumpToEnd();
    stick();
  }, [onEnd, store, stick]);
  useImperativeHandle(ref, () => ({ toEnd }), [toEnd]);

  const toUnread = () => {
    if (firstUnread !== undefined) void store.goTo({ kind: "position", sequence: firstUnread });
  };

  const activeIndex = activeKey === undefined ? -1 : rows.findIndex((row) => row.key === activeKey);
  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    letGo();
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
    else if (move === "unread") toUnread();
    else if (move === "jump") onJump();
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
        onScroll={() => {
          position.onScroll();
          look();
        }}
        onKeyDown={onKeyDown}
        className="min-h-0 grow overflow-y-auto overflow-x-hidden overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className="flex min-h-full flex-col justify-end">
          <StartOfRows
            state={snapshot.older}
            place={place}
            hasHole={rows[0]?.hole !== undefined}
            onRetry={() => void store.loadOlder()}
          />
          <Virtualizer
            key={epoch}
            ref={list}
            data={rows}
            shift={shift}
            scrollRef={scroller}
            startMargin={startHeightPx}
            bufferSize={bufferPx}
            keepMounted={activeIndex === -1 ? undefined : [activeIndex]}
            onResize={position.onResize}
          >
            {(row) => (
              <MessageRow
                key={row.key}
                row={row}
                isActive={row.key === activeKey}
                isFirstNew={row.key === newRow?.key}
                isMarked={row.key === markedKey}
                onActivate={setActiveKey}
                outboxActions={outboxActions}
              />
            )}
          </Virtualizer>
          <EndOfRows state={snapshot.newer} removed={snapshot.removedLast} onRetry={() => void store.loadNewer()} />
        </div>
      </div>
      <FloatingDay at={topRow?.at} />
      {isUnreadAbove ? <UnreadPill onPress={toUnread} onDismiss={() => setUnreadAbove(false)} /> : null}
      <NewMessagesPill isShown={!isStuck || !reachesEnd} unseen={snapshot.unseen} onPress={toEnd} />
    </>
  );
}
