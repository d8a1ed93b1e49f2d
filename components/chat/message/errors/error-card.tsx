"use client";

import { OctagonAlert } from "lucide-react";
import type { Envelope } from "@/sdk/protocol";
import { FoldedData } from "../folded-data";
import { TextBody } from "../text-body";
import { bodyTexts } from "../texts";
import { errorOf } from "./error-shape";
import { TraceBlock } from "./trace-block";

/** Something that failed: stands out, says what and where, and keeps its data one click away. */
export function ErrorCard({ envelope }: { envelope: Envelope }) {
  const { id, payload, type } = envelope;
  const { name, message, trace } = errorOf(envelope);
  return (
    <div
      data-error=""
      className="my-0.5 flex max-w-[88ch] flex-col items-start gap-1 overflow-hidden rounded-md border border-danger/30 bg-danger-soft px-3 py-1.5 *:max-w-full"
    >
      <p className="flex items-center gap-2 font-medium text-danger text-xs leading-5">
        <OctagonAlert className="size-3.5 shrink-0" aria-hidden="true" />
        <bdi className="[overflow-wrap:anywhere]">{name ?? (type === "error" ? bodyTexts.error : type)}</bdi>
      </p>
      {payload.text && payload.text !== message ? <TextBody id={`${id}:words`} text={payload.text} /> : null}
      {message ? <TextBody id={id} text={message} /> : null}
      {trace === undefined ? null : <TraceBlock id={id} trace={trace} />}
      {payload.data === undefined || typeof payload.data === "string" ? null : (
        <FoldedData id={`${id}:data`} label={bodyTexts.details} value={payload.data} />
      )}
    </div>
  );
}
