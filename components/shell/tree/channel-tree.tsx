"use client";

import { useParams } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useUnread } from "@/components/attention";
import { ScrollArea } from "@/components/ui";
import type { ChannelItem } from "@/server/api";
import { useDialogs } from "../resource/dialogs";
import { shellTexts } from "../texts";
import { buildTree } from "./build-tree";
import { flattenTree } from "./flatten-tree";
import { listedChannels } from "./listed-channels";
import { attentionOfRow } from "./row-attention";
import { TreeRowItem } from "./tree-row";
import { useArrowKeys } from "./use-arrow-keys";
import { useClosedPaths } from "./use-closed-paths";

const rowPx = 32;
/** Mounted until the list is scrolled for the first time, so it has to fill any screen. */
const firstRows = 80;

interface ChannelTreeProps {
  spaceId: string;
  channels: ChannelItem[];
  /** While something is searched for, everything found is open. */
  query: string;
}

/** Channels as the tree their names make, threads beneath; one tab stop, arrow keys inside. Only rows in view are mounted. */
export function ChannelTree({ spaceId, channels, query }: ChannelTreeProps) {
  const { channel, thread } = useParams<{ channel?: string; thread?: string }>();
  const { closed, toggle } = useClosedPaths(spaceId);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const unread = useUnread(spaceId);
  const dialogs = useDialogs();

  const rows = useMemo(() => {
    const current = channel ? { channel: decodeURIComponent(channel), thread } : undefined;
    return flattenTree(buildTree(listedChannels(channels, current?.channel)), {
      closed: query ? new Set() : closed,
      unfolded,
      current,
    });
  }, [channels, closed, unfolded, query, channel, thread]);

  const currentKey = channel ? `${decodeURIComponent(channel)}${thread ? `/${thread}` : ""}` : undefined;
  const keys = useArrowKeys({ rows, currentKey, list, scroller, toggle });

  if (rows.length === 0 && query) {
    return <p className="px-4 py-3 text-faint">{shellTexts.nothingFound(query)}</p>;
  }
  return (
    <ScrollArea ref={scroller} className="grow px-2 pb-4 [scrollbar-gutter:auto]">
      <nav aria-label={shellTexts.channels} onKeyDown={keys.onKeyDown}>
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          as="ul"
          item="li"
          data={rows}
          itemSize={rowPx}
          ssrCount={firstRows}
          keepMounted={keys.activeIndex < 0 ? [] : [keys.activeIndex]}
        >
          {(row, index) => (
            <TreeRowItem
              key={row.key}
              spaceId={spaceId}
              row={row}
              attention={attentionOfRow(row, unread)}
              isCurrent={row.key === currentKey}
              isTabStop={index === Math.max(keys.activeIndex, 0)}
              onToggle={toggle}
              onUnfold={(name) => setUnfolded((names) => new Set(names).add(name))}
              onListThreads={(name) => dialogs.open({ kind: "threads", channel: name })}
            />
          )}
        </Virtualizer>
      </nav>
    </ScrollArea>
  );
}
