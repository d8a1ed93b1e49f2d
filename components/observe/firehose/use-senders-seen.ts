"use client";

import { useEffect, useState } from "react";
import type { FirehoseStore } from "./firehose-store";

const keptMax = 300;
const lookMs = 2_000;

/** Ids of those whose messages were listed, the same array while nobody is new. */
export function useSendersSeen(store: FirehoseStore): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  useEffect(() => {
    const look = () => {
      const sources = store
        .getList()
        .entries.flatMap((entry) => (entry.kind === "message" ? [entry.message.envelope.source] : []));
      setSeen((before) => {
        const all = new Set([...before, ...sources]);
        return all.size === before.length || before.length >= keptMax ? before : [...all].sort().slice(0, keptMax);
      });
    };
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [store]);
  return seen;
}
