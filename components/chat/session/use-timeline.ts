"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Place, storedSubject } from "@/sdk/protocol/subjects";
import type { TimelineSnapshot, TimelineStore } from "../timeline/store";
import { useSpaceSession } from "./space-session";

/** The timeline of a place, followed live while mounted. */
export function useTimeline(place: Place): { store: TimelineStore; snapshot: TimelineSnapshot } {
  const { timelines, session } = useSpaceSession();
  const subject = storedSubject(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject is the place
  const store = useMemo(() => timelines.at(place), [timelines, subject]);
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
