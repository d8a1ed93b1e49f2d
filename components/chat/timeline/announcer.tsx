"use client";

import { useEffect, useRef, useState } from "react";
import { chatTexts } from "../texts";
import type { TimelineRow } from "./rows";

const pauseMs = 5_000;

/** Tells screen readers how many messages came and from whom the last one is, at most every five seconds: read aloud in full, busy agents would never stop. */
export function Announcer({ rows }: { rows: readonly TimelineRow[] }) {
  const [text, setText] = useState("");
  const spoken = useRef<{ key?: string; at: number }>({ at: 0 });
  const last = rows.at(-1);
  useEffect(() => {
    if (!last || last.key === spoken.current.key) return;
    const speak = () => {
      const since = rows.findLastIndex((row) => row.key === spoken.current.key);
      const count = since === -1 ? 1 : rows.length - since - 1;
      if (spoken.current.key !== undefined) setText(chatTexts.arrived(count, last.envelope.source));
      spoken.current = { key: last.key, at: Date.now() };
    };
    const wait = spoken.current.key === undefined ? 0 : spoken.current.at + pauseMs - Date.now();
    if (wait <= 0) return speak();
    const timer = setTimeout(speak, wait);
    return () => clearTimeout(timer);
  }, [last, rows]);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
