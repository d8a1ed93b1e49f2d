"use client";

import { useEffect, useRef } from "react";
import { ExpansionMemory } from "../message/expansion";
import { loadMarkdown, useMarkdown } from "../message/lazy-modules";
import { chatTexts } from "../texts";
import { Announcer } from "./announcer";
import { loadRows, useRows } from "./lazy-rows";
import { LiveEndProvider } from "./live-end";
import { TargetNotice } from "./target-notice";
import { TimelineNotice } from "./timeline-notice";
import type { TimelineRowsProps } from "./timeline-rows";

export type { TimelineHandle } from "./timeline-rows";

interface TimelineProps extends TimelineRowsProps {
  /** What the address names in place of a message's number. */
  invalidTarget: string | undefined;
}

/** A place's messages: only what is in view is mounted, nothing moves when older ones arrive, and new ones are followed only from the end. */
export function Timeline({ invalidTarget, ...props }: TimelineProps) {
  const { snapshot, place, store } = props;
  const hasMarkdown = useMarkdown() !== undefined;
  const TimelineRows = useRows()?.TimelineRows;
  useEffect(() => {
    void loadRows();
    void loadMarkdown();
  }, []);
  const wasReady = useRef(false);
  // What is at hand is not shown on the way elsewhere, unless it was being read.
  const isOnTheWay = snapshot.target?.state.kind === "seeking" && !wasReady.current;
  const isReady = snapshot.rows.length > 0 && hasMarkdown && TimelineRows !== undefined && !isOnTheWay;
  useEffect(() => {
    wasReady.current = isReady;
  });
  return (
    <section aria-label={chatTexts.timeline(place)} className="relative flex min-h-0 grow flex-col">
      <TargetNotice store={store} snapshot={snapshot} invalid={invalidTarget} />
      {isReady ? (
        <LiveEndProvider value={snapshot.newer === "complete"}>
          <ExpansionMemory>
            <TimelineRows {...props} />
          </ExpansionMemory>
        </LiveEndProvider>
      ) : (
        <TimelineNotice snapshot={snapshot} place={place} onRetry={() => void store.start()} />
      )}
      <Announcer rows={snapshot.rows} />
    </section>
  );
}
