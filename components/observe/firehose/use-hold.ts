"use client";

import { useEffect, useMemo, useRef } from "react";
import { isPageKey } from "@/components/shell/keyboard-help/is-key";
import type { FirehoseStore } from "./firehose-store";

export interface Hold {
  /** Until `resume`. */
  pause: () => void;
  /** Until the reader is back at the end. */
  leaveEnd: () => void;
  reachEnd: () => void;
  resume: () => void;
}

/** Holds the list because somebody said so, or because they look at what was before; the first stays until they say otherwise. */
export function useHold(store: FirehoseStore): Hold {
  const isPaused = useRef(false);
  const hold = useMemo<Hold>(
    () => ({
      pause() {
        isPaused.current = true;
        store.hold();
      },
      leaveEnd: () => store.hold(),
      reachEnd() {
        if (!isPaused.current) store.resume();
      },
      resume() {
        isPaused.current = false;
        store.resume();
      },
    }),
    [store],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isPageKey(event, "firehosePause")) {
        if (store.getList().isHeld) hold.resume();
        else hold.pause();
      } else if (isPageKey(event, "firehoseFilter")) {
        document.querySelector<HTMLElement>("main [data-search-field]")?.focus();
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [store, hold]);
  return hold;
}
