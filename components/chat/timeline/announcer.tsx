"use client";

import { useEffect, useRef, useState } from "react";
import { previewOf } from "../message/clamp";
import { chatTexts } from "../texts";
import type { TimelineRow } from "./rows";

const pauseMs = 5_000;

/** Reads the newest message aloud to screen readers, at most one every five seconds, with how many came besides. */
export function Announcer({ rows }: { rows: readonly TimelineRow[] }) {
  const [text, setText] = useState("");
  const spoken = useRef<{ key?: string; at: number }>({ at: 0 });
  const last = rows.at(-1);
  useEffect(() => {
    if (!last || last.key === spoken.current.key) return;
    const speak = () => {
      const since = rows.findLastIndex((row) => row.key === spoken.current.key);
      const others = since === -1 ? 0 : rows.length - since - 2;
      if (spoken.current.key !== undefined) setText(sentence(last, others));
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

function sentence({ envelope }: TimelineRow, others: number): string {
  const words = previewOf(envelope.payload.text ?? envelope.type, 160);
  return `${envelope.source}: ${words}${others > 0 ? `. ${chatTexts.newMessages(others)}` : ""}`;
}
