import { useCallback, useEffect, useRef, useState } from "react";
import { readDraft, writeDraft } from "./draft";

const draftPauseMs = 400;

/**
 * The draft under that key, `seed` where none was kept. The server and the first render know none: it is read once the page is
 * there, and kept only from then on.
 */
export function useDraft(key: string, seed: string): [string, (text: string) => void] {
  const [text, setText] = useState<string>();
  const latest = useRef<string>(undefined);
  const change = useCallback((next: string) => {
    latest.current = next;
    setText(next);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is seeded once
  useEffect(() => change(readDraft(key) || seed), [key, change]);
  useEffect(() => {
    if (text === undefined) return;
    // What was emptied and then unmounted at once is not drawn any more, so the text of this drawing is not the last one.
    const keep = () => writeDraft(key, latest.current ?? "");
    const timer = setTimeout(keep, draftPauseMs);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [key, text]);
  return [text ?? "", change];
}
