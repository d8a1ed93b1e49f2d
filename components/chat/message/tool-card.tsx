"use client";

import { ChevronRight, CornerDownRight, TriangleAlert, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { chatTexts } from "../texts";
import type { Body } from "./body-kind";
import { previewOf } from "./clamp";
import { CopyButton } from "./copy-button";
import { useExpanded } from "./expansion";
import { inOneLine, isBranch } from "./json-shape";
import { JsonTree } from "./json-tree";
import { TextBody } from "./text-body";

interface ToolCardProps {
  id: string;
  body: Extract<Body, { kind: "toolCall" | "toolResult" }>;
}

/** A tool call or its result on one line, with everything in it on demand. */
export function ToolCard({ id, body }: ToolCardProps) {
  const [isExpanded, setExpanded] = useExpanded(`${id}:tool`, false);
  const value = body.kind === "toolCall" ? body.input : body.output;
  const hasDetail = value !== undefined && value !== null && value !== "";
  return (
    <div className="my-0.5 max-w-[88ch] overflow-hidden rounded-md border border-line bg-raised">
      {body.text ? (
        <div className="border-line border-b px-3 py-1.5">
          <TextBody id={id} text={body.text} />
        </div>
      ) : null}
      <div className="flex items-center gap-1 pr-1">
        <button
          type="button"
          disabled={!hasDetail}
          aria-expanded={hasDetail ? isExpanded : undefined}
          onClick={() => setExpanded(!isExpanded)}
          className="flex h-8 min-w-0 grow items-center gap-2 px-2 text-left enabled:hover:bg-hover"
        >
          <ChevronRight
            className={`size-3.5 shrink-0 text-faint transition-transform duration-100 ${isExpanded ? "rotate-90" : ""} ${hasDetail ? "" : "invisible"}`}
            aria-hidden="true"
          />
          <ToolLabel body={body} />
          {isExpanded || !hasDetail ? null : (
            <bdi className="min-w-0 truncate font-mono text-faint text-xs">{oneLine(value)}</bdi>
          )}
        </button>
        {hasDetail ? <CopyButton label={chatTexts.copyMessage} text={() => asText(value)} /> : null}
      </div>
      {isExpanded && hasDetail ? (
        <div className="border-line border-t px-3 py-2">
          {isBranch(value) ? <JsonTree id={`${id}:tool`} value={value} /> : <TextBody id={id} text={asText(value)} />}
        </div>
      ) : null}
    </div>
  );
}

function ToolLabel({ body }: { body: ToolCardProps["body"] }): ReactNode {
  if (body.kind === "toolCall") {
    return (
      <>
        <Wrench className="size-3.5 shrink-0 text-accent" aria-hidden="true" />
        <span className="sr-only">{chatTexts.callsTool}</span>
        <bdi className="shrink-0 font-medium font-mono text-[13px] text-ink">{body.name}</bdi>
      </>
    );
  }
  const Icon = body.isError ? TriangleAlert : CornerDownRight;
  return (
    <>
      <Icon className={`size-3.5 shrink-0 ${body.isError ? "text-danger" : "text-success"}`} aria-hidden="true" />
      {body.name ? <bdi className="shrink-0 font-mono text-[13px] text-ink">{body.name}</bdi> : null}
      <span className={`shrink-0 text-xs ${body.isError ? "text-danger" : "text-muted"}`}>
        {body.isError ? chatTexts.toolFailed : chatTexts.toolAnswered}
      </span>
    </>
  );
}

function oneLine(value: unknown): string {
  return isBranch(value) ? inOneLine(value) : previewOf(asText(value));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
