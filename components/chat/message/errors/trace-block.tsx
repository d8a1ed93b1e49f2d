"use client";

import { useExpanded } from "../expansion";
import { FoldMark } from "../fold-mark";
import { bodyTexts } from "../texts";

/** Where something failed, line by line as the program wrote it; closed at first. */
export function TraceBlock({ id, trace }: { id: string; trace: string }) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:trace`, false);
  return (
    <>
      <button
        type="button"
        aria-expanded={isExpanded}
        onClick={() => setExpanded(!isExpanded)}
        className="-ml-1 flex items-center gap-1 rounded-sm px-1 text-muted text-xs leading-5 hover:bg-hover"
      >
        <FoldMark isOpen={isExpanded} />
        {bodyTexts.trace}
      </button>
      {isExpanded ? <Trace text={trace} /> : null}
    </>
  );
}

function Trace({ text }: { text: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={bodyTexts.trace}
      className="max-h-96 w-full overflow-auto rounded-md border border-line bg-raised"
    >
      <pre dir="ltr" className="px-3 py-2 font-mono text-xs leading-[18px]">
        {text}
      </pre>
    </section>
  );
}
