"use client";

import { useMemo, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { causalityTexts } from "../texts";
import { useFollowEnd } from "../use-follow-end";
import { useRowKeys } from "../use-row-keys";
import { useShownAtFirst } from "../use-shown-at-first";
import type { ExchangeViewProps } from "../view-props";
import { LaneHead } from "./lane-head";
import { headPx, rowPx, useLaneLayout } from "./lane-layout";
import { SequenceGap, SequenceMessage } from "./sequence-row";
import { sequenceOf } from "./sequence-rows";
import { useLaneInView } from "./use-lane-in-view";

/** A lane for each participant, time downwards, an arrow from each cause to its effect. Only rows in view are mounted. */
export function SequenceView({ nodes, names, selected, onSelect }: ExchangeViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { lanes, rows } = useMemo(() => sequenceOf(nodes), [nodes]);
  const layout = useLaneLayout(scroller, lanes.length);
  const at = rows.findIndex((row) => row.kind === "message" && row.node.message.sequence === selected);
  const active = Math.max(at, 0);
  const startMs = nodes[0]?.atMs ?? 0;
  const onKeyDown = useRowKeys({
    count: rows.length,
    active,
    list,
    scroller,
    onMove: (index) => {
      const row = rows[index];
      if (row?.kind === "message") onSelect(row.node.message.sequence);
    },
    isRow: (index) => rows[index]?.kind === "message",
  });
  useFollowEnd(scroller, rows.length);
  useShownAtFirst(list, at);
  useLaneInView(scroller, rows[at], layout);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list inside
    <div ref={scroller} onKeyDown={onKeyDown} className="relative h-full overflow-auto overscroll-contain">
      <LaneHead lanes={lanes} layout={layout} names={names} />
      <div style={{ width: layout.totalPx }} className="relative pb-6">
        {lanes.map((lane, index) => (
          <span
            key={lane.kind === "hidden" ? "" : lane.id}
            aria-hidden="true"
            style={{ left: layout.at(index) }}
            className="absolute inset-y-0 border-line border-l border-dashed"
          />
        ))}
        <section aria-label={causalityTexts.messages}>
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            as="ul"
            item="li"
            data={rows}
            itemSize={rowPx}
            startMargin={headPx}
            keepMounted={[active]}
          >
            {(row, index) =>
              row.kind === "gap" ? (
                <SequenceGap key={row.key} ms={row.ms} layout={layout} />
              ) : (
                <SequenceMessage
                  key={row.key}
                  row={row}
                  index={index}
                  layout={layout}
                  names={names}
                  startMs={startMs}
                  isSelected={index === at}
                  isTabStop={index === active}
                  onSelect={() => onSelect(row.node.message.sequence)}
                />
              )
            }
          </Virtualizer>
        </section>
      </div>
    </div>
  );
}
