import { useEffect, useState } from "react";
import { readDraft, writeDraft } from "./draft";

const draftPauseMs = 400;

/** The draft of a place. The server and the first render know none: it is read once the page is there, and kept only from then on. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState<string>();
  useEffect(() => setText(readDraft(key)), [key]);
  useEffect(() => {
    if (text === undefined) return;
    const keep = () => writeDraft(key, text);
    const timer = setTimeout(keep, draftPauseMs);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
      keep();
    };
  }, [key, text]);
  return [text ?? "", setText];
}
