"use client";

import { useExpanded } from "./expansion";
import { FoldMark } from "./fold-mark";
import { inOneLine } from "./json/json-shape";
import { StructuredData } from "./structured-data";

interface FoldedDataProps {
  /** Remembers whether it is open. */
  id: string;
  /** What kind of data it is, such as the message's type. */
  label?: string;
  value: unknown;
}

/** The structure behind a message that already says it in words: one line, opened by a click. */
export function FoldedData({ id, label, value }: FoldedDataProps) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:open`, false);
  return (
    <>
      <button
        type="button"
        aria-expanded={isExpanded}
        onClick={() => setExpanded(!isExpanded)}
        className="-ml-1 flex max-w-full items-center gap-1 rounded-sm px-1 font-mono text-faint text-xs leading-5 hover:bg-hover hover:text-muted"
      >
        <FoldMark isOpen={isExpanded} />
        {label ? <span className="shrink-0 text-muted">{label}</span> : null}
        {isExpanded ? null : (
          <span className="truncate" dir="ltr">
            {inOneLine(value)}
          </span>
        )}
      </button>
      {isExpanded ? <StructuredData id={id} value={value} /> : null}
    </>
  );
}
