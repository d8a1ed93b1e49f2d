"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Place, storedSubject } from "@/sdk/protocol/subjects";
import type { TimelineSnapshot, TimelineStore } from "../timeline/store";
import { useSpaceSession } from "./space-session";

/** The timeline of a place, followed live while mounted: at the message with that sequence, else at the live end. */
export function useTimeline(
  place: Place,
  sequence: number | undefined,
): { store: TimelineStore; snapshot: TimelineSnapshot } {
  const { timelines, session } = useSpaceSession();
  const subject = storedSubject(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject is the place
  const store = useMemo(() => timelines.at(place), [timelines, subject]);
  useEffect(() => {
    if (sequence === undefined) store.jumpToEnd();
    else void store.goTo({ kind: "message", sequence });
  }, [store, sequence]);
  useRepeatedLinks(store, sequence);
  useEffect(() => {
    void store.start();
    return () => store.disconnect();
  }, [store]);
  useEffect(() => {
    if (!session) return;
    store.connect((options) => session.at(store.place).feed(options));
    return () => store.disconnect();
  }, [store, session]);
  return { store, snapshot: useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot) };
}

/** A link to the message that the address names already changes nothing in the address: the reader wants to go there again. */
function useRepeatedLinks(store: TimelineStore, sequence: number | undefined): void {
  useEffect(() => {
    if (sequence === undefined) return;
    const onClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
      if (link?.href === window.location.href) void store.goTo({ kind: "message", sequence });
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [store, sequence]);
}
