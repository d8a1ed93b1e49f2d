"use client";

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { durationText } from "@/components/chat/message/duration";
import { causalityTexts } from "../texts";
import { useFollowEnd } from "../use-follow-end";
import { useRowKeys } from "../use-row-keys";
import { useShownAtFirst } from "../use-shown-at-first";
import type { ExchangeViewProps } from "../view-props";
import { scaleOf } from "./scale";
import { ExchangeTreeRow, treeRowPx } from "./tree-row";
import { type ExchangeRow, treeRows } from "./tree-rows";

const headPx = 32;

/** Each message below what caused it, with bars for the time in between. Only rows in view are mounted. */
export function TreeView({ nodes, names, selected, onSelect }: ExchangeViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string>();
  const rows = useMemo(() => treeRows(nodes, closed), [nodes, closed]);
  const scale = useMemo(() => scaleOf(nodes), [nodes]);
  const at = rows.findIndex((row) => sequenceOf(row) === selected && selected !== undefined);
  const on = rows.findIndex(({ key }) => key === focused);
  const active = Math.max(on < 0 ? at : on, 0);

  const choose = (row: ExchangeRow | undefined) => {
    if (!row) return;
    setFocused(row.key);
    if (row.kind === "message") onSelect(row.node.message.sequence);
  };
  const toggle = (key: string) =>
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const move = useRowKeys({ count: rows.length, active, list, scroller, onMove: (index) => choose(rows[index]) });
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    const folds =
      row?.hasBelow && (event.key === (row.isExpanded ? "ArrowLeft" : "ArrowRight") || event.key === "Enter");
    if (!row || !folds) return move(event);
    event.preventDefault();
    toggle(row.key);
  };
  useFollowEnd(scroller, rows.length);
  useShownAtFirst(list, at);
  return (
    <div
      ref={scroller}
      className="@container relative h-full overflow-y-auto overscroll-contain [scrollbar-gutter:stable]"
    >
      <div
        aria-hidden="true"
        style={{ height: headPx }}
        className="sticky top-0 z-10 flex @max-2xl:hidden items-center gap-3 border-line border-b bg-canvas pr-4 pl-2 text-2xs text-faint tabular-nums"
      >
        <span className="flex-1" />
        <span className="flex w-[34%] shrink-0 justify-between border-line border-l pl-1">
          <span>0</span>
          <span>{durationText(scale.spanMs / 2)}</span>
          <span>{durationText(scale.spanMs)}</span>
        </span>
        <span className="w-18 shrink-0" />
      </div>
      <div
        role="tree"
        tabIndex={-1}
        aria-label={causalityTexts.tree}
        onKeyDown={onKeyDown}
        className="pb-6 outline-none"
      >
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          data={rows}
          itemSize={treeRowPx}
          startMargin={headPx}
          keepMounted={[active]}
        >
          {(row, index) => (
            <ExchangeTreeRow
              key={row.key}
              row={row}
              index={index}
              names={names}
              scale={scale}
              isSelected={index === at}
              isTabStop={index === active}
              onSelect={() => choose(row)}
              onToggle={() => toggle(row.key)}
            />
          )}
        </Virtualizer>
      </div>
    </div>
  );
}

function sequenceOf(row: ExchangeRow): number | undefined {
  return row.kind === "message" ? row.node.message.sequence : undefined;
}
