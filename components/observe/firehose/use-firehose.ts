"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useSpaceSession } from "@/components/chat";
import { type FirehoseFigures, type FirehoseList, FirehoseStore } from "./firehose-store";
import { scheduleFrame } from "./schedule";

const figuresMs = 500;

/** Everything that arrives in the space while mounted. */
export function useFirehose(): { store: FirehoseStore; list: FirehoseList } {
  const { session } = useSpaceSession();
  const [store] = useState(() => new FirehoseStore({ now: Date.now, schedule: scheduleFrame }));
  useEffect(() => {
    const stop = session?.firehose(store);
    return () => {
      stop?.();
      store.onInterrupted();
    };
  }, [session, store]);
  return { store, list: useSyncExternalStore(store.subscribe, store.getList, store.getList) };
}

/** The store's figures, twice a second. */
export function useFigures(store: FirehoseStore): FirehoseFigures {
  const [figures, setFigures] = useState(() => store.figures());
  useEffect(() => {
    const timer = setInterval(() => setFigures(store.figures()), figuresMs);
    return () => clearInterval(timer);
  }, [store]);
  return figures;
}
