"use client";

import { useEffect, useRef } from "react";
import { useAttentionActs, useUnread } from "@/components/attention";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { newlySeen, type RowBox, seenRows, type Told } from "./seen-rows";
import { useFirstUnread } from "./use-first-unread";

const lookMs = 250;
/** What is for the reader is told at once; of mere traffic nobody waits to hear that it was read. */
const tellMs = { forMe: 1_000, traffic: 3_000 };
const endTolerancePx = 24;

interface ReadMarkerProps {
  spaceId: string;
  place: Place;
  /** The rows reach the live end. */
  reachesEnd: boolean;
}

/**
 * Notes what of a place's messages really was in view, while the page is looked at, and tells the server every few seconds.
 * Stands beside the timeline, whose rows it finds by `data-sequence`.
 */
export function ReadMarker({ spaceId, place, reachesEnd }: ReadMarkerProps) {
  const mark = useRef<HTMLSpanElement>(null);
  const { isKnown, readThrough } = useFirstUnread(spaceId, place);
  const acts = useAttentionActs(spaceId);
  const forMe = useUnread(spaceId).of(storedSubject(place))?.forMe ?? 0;
  const latest = useRef({ place, forMe, reachesEnd });
  useEffect(() => {
    latest.current = { place, forMe, reachesEnd };
  });

  useEffect(() => {
    if (!isKnown) return;
    const start = readThrough ?? 0;
    let told: Told = { from: start, through: start, furthest: start, forMe: 0, isAtEnd: false };
    let toldAt = 0;
    const look = () => {
      if (document.visibilityState !== "visible" || !document.hasFocus()) return;
      if (Date.now() < toldAt + (latest.current.forMe > 0 ? tellMs.forMe : tellMs.traffic)) return;
      const scroller = mark.current?.parentElement?.querySelector<HTMLElement>("[data-timeline]");
      if (!scroller) return;
      const now = { forMe: latest.current.forMe, isAtEnd: latest.current.reachesEnd && isAtEnd(scroller) };
      const seen = seenRows(boxesIn(scroller, now.isAtEnd), scroller.getBoundingClientRect());
      if (!seen) return;
      const news = newlySeen(seen, now, told);
      if (!news) {
        told.isAtEnd &&= now.isAtEnd;
        return;
      }
      told = { ...seen, furthest: Math.max(seen.through, told.furthest), ...now };
      toldAt = Date.now();
      void acts.markSeen(latest.current.place, news);
    };
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [isKnown, readThrough, acts]);

  return <span ref={mark} hidden />;
}

/** What a card holds came later than the rows below it: it counts where nothing is below. */
function boxesIn(scroller: HTMLElement, isAtEnd: boolean): RowBox[] {
  return Array.from(scroller.querySelectorAll<HTMLElement>(`${isAtEnd ? "" : "article"}[data-sequence]`), (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { sequence: Number(row.dataset["sequence"]), top, bottom };
  });
}

function isAtEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight <= endTolerancePx;
}
