"use client";

import { chatTexts } from "../texts";
import { useExpanded } from "./expansion";
import { FoldMark } from "./fold-mark";
import { previewOf } from "./plain-words";
import { TextBody } from "./text-body";

/** What an agent said to itself: one quiet line, the whole on demand. */
export function ThoughtBody({ id, text }: { id: string; text: string }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:thought`, false);
  return (
    <div className="max-w-[88ch]">
      <button
        type="button"
        aria-expanded={isExpanded}
        onClick={() => setExpanded(!isExpanded)}
        className="-ml-1.5 flex h-6 max-w-full items-center gap-1 rounded-md pr-2 pl-0.5 text-left text-faint hover:bg-hover hover:text-muted"
      >
        <FoldMark isOpen={isExpanded} />
        <span className="shrink-0 font-medium text-xs">{chatTexts.thought}</span>
        {isExpanded ? null : <bdi className="min-w-0 truncate pl-1 text-[13px] italic">{previewOf(text)}</bdi>}
      </button>
      {isExpanded ? (
        <div className="mt-0.5 mb-1 border-line border-l-2 pl-3 text-muted">
          <TextBody id={id} text={text} />
        </div>
      ) : null}
    </div>
  );
}
