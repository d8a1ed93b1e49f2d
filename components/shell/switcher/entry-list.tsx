"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { SearchX } from "lucide-react";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useUnread } from "@/components/attention";
import { EmptyState } from "@/components/ui";
import { EntryRow } from "./entry-row";
import type { ListedEntry } from "./order-entries";
import { wordsTyped } from "./rank";
import { switcherTexts } from "./texts";

const rowPx = 36;

export interface EntryListHandle {
  /** Keeps the highlighted entry on the page, and brings it into view if asked to. */
  highlight: (index: number, isBroughtIntoView: boolean) => void;
}

interface EntryListProps {
  ref: Ref<EntryListHandle>;
  spaceId: string;
  query: string;
  entries: ListedEntry[];
  isLooking: boolean;
  onGo: (entry: ListedEntry) => void;
}

/** The entries; only those in view are mounted. */
export function EntryList({ ref, spaceId, query, entries, isLooking, onGo }: EntryListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const [highlighted, setHighlighted] = useState(-1);
  const unread = useUnread(spaceId);
  const words = wordsTyped(query);
  useImperativeHandle(ref, () => ({
    highlight(index, isBroughtIntoView) {
      setHighlighted(index);
      if (isBroughtIntoView && index >= 0) virtualizer.current?.scrollToIndex(index, { align: "nearest" });
    },
  }));
  if (entries.length === 0 && !isLooking) {
    return (
      <EmptyState
        className="grow md:min-h-60"
        icon={<SearchX />}
        title={switcherTexts.none}
        description={switcherTexts.noneText}
      />
    );
  }
  return (
    <Autocomplete.List
      ref={scroller}
      aria-label={switcherTexts.list}
      className="min-h-0 grow overflow-y-auto overscroll-contain p-2 [scroll-padding-block:0.5rem] md:min-h-60"
    >
      <Virtualizer
        ref={virtualizer}
        scrollRef={scroller}
        data={entries}
        itemSize={rowPx}
        keepMounted={highlighted >= 0 && highlighted < entries.length ? [highlighted] : []}
      >
        {(listed, index) => (
          <div key={listed.entry.key}>
            {listed.begins ? (
              <p aria-hidden="true" className="px-2 pt-2 pb-1 font-semibold text-faint text-xs first:pt-1">
                {switcherTexts.sections[listed.begins]}
              </p>
            ) : null}
            <Autocomplete.Item
              value={listed}
              index={index}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
              onClick={() => onGo(listed)}
              className="flex h-9 pointer-coarse:h-11 cursor-default select-none items-center gap-2.5 rounded-md px-2 outline-none data-highlighted:bg-hover"
            >
              <EntryRow entry={listed.entry} words={words} unread={unread} />
            </Autocomplete.Item>
          </div>
        )}
      </Virtualizer>
    </Autocomplete.List>
  );
}
