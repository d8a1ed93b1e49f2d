"use client";

import type { ReactNode } from "react";
import { chatTexts } from "../../texts";
import { CopyButton } from "../copy-button";
import { useExpanded } from "../expansion";
import { FoldMark } from "../fold-mark";
import { inOneLine, isBranch } from "../json/json-shape";
import { jsonText } from "../json/json-text";
import { JsonTree } from "../json/json-tree";
import { previewOf } from "../plain-words";
import { TextBody } from "../text-body";

interface ToolLineProps {
  /** Remembers whether it is open. */
  id: string;
  /** What went in, or came out. */
  value: unknown;
  /** Its icon and name or state. */
  label: ReactNode;
  /** Stands at the end of the line: how long it took, links. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** One side of a tool call on one line, always of the same height, with everything in it on demand. */
export function ToolLine({ id, value, label, aside, children }: ToolLineProps) {
  const [isExpanded, setExpanded] = useExpanded(id, false);
  const hasDetail = value !== undefined && value !== null && value !== "";
  return (
    <>
      <div className="flex h-8 items-center gap-1 pr-1">
        <button
          type="button"
          disabled={!hasDetail}
          aria-expanded={hasDetail ? isExpanded : undefined}
          onClick={() => setExpanded(!isExpanded)}
          className="flex h-full min-w-0 grow items-center gap-2 px-2 text-left enabled:hover:bg-hover"
        >
          <FoldMark isOpen={isExpanded} className={hasDetail ? "text-faint" : "invisible"} />
          {label}
          {isExpanded || !hasDetail ? null : (
            <bdi className="min-w-0 truncate font-mono text-faint text-xs">{oneLine(value)}</bdi>
          )}
        </button>
        {aside}
        {hasDetail ? <CopyButton label={chatTexts.copyMessage} text={() => asText(value)} /> : null}
        {children}
      </div>
      {isExpanded && hasDetail ? (
        <div className="border-line border-t px-3 py-2">
          {isBranch(value) ? <JsonTree id={id} value={value} /> : <TextBody id={id} text={asText(value)} />}
        </div>
      ) : null}
    </>
  );
}

function oneLine(value: unknown): string {
  return isBranch(value) ? inOneLine(value) : previewOf(asText(value));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (jsonText(value) ?? "");
}
