"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { ScrollArea, Spinner } from "@/components/ui";

const loadAheadPx = 800;

interface EndlessListProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  label: string;
  itemPx: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
  children: (item: Item) => ReactNode;
}

/** A list that reads on as it is scrolled; only what is in view is mounted. */
export function EndlessList<Item>(props: EndlessListProps<Item>) {
  const { items, keyOf, label, itemPx, hasMore, isLoadingMore, onMore, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const look = () => {
    const element = scroller.current;
    if (!element || !hasMore || isLoadingMore) return;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < loadAheadPx) onMore();
  };
  // A first page may not fill the view.
  useEffect(look);
  return (
    <ScrollArea ref={scroller} className="min-h-0 grow">
      <section aria-label={label} aria-busy={isLoadingMore}>
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          as="ul"
          item="li"
          data={items}
          itemSize={itemPx}
          ssrCount={20}
          onScroll={look}
        >
          {(item) => <div key={keyOf(item)}>{children(item)}</div>}
        </Virtualizer>
        {isLoadingMore ? (
          <div className="flex justify-center p-4">
            <Spinner className="size-4" />
          </div>
        ) : null}
      </section>
    </ScrollArea>
  );
}
