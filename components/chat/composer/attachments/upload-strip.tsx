"use client";

import { RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui";
import { FileIcon } from "../../message/attachments/file-icon";
import { uploadTexts } from "./texts";
import type { UploadItem } from "./upload-item";
import type { Uploads } from "./use-uploads";

/** The files of the message being written, with how far each has come. A default export, because it is loaded lazily. */
export default function UploadStrip({ uploads }: { uploads: Pick<Uploads, "items" | "remove" | "retry"> }) {
  return (
    <ul aria-label={uploadTexts.list} className="flex max-h-44 flex-wrap gap-2 overflow-y-auto py-1">
      {uploads.items.map((item) => (
        <li
          key={item.key}
          data-state={item.state.kind}
          className="relative flex min-h-14 w-60 max-w-full max-md:w-full items-center gap-2.5 overflow-hidden rounded-md border border-line bg-surface py-1 pr-1 pl-1.5 data-[state=failed]:w-full data-[state=failed]:border-danger"
        >
          <Picture item={item} />
          <div className="min-w-0 grow">
            <bdi className="block truncate text-[13px] text-ink leading-5" title={item.name}>
              {item.name}
            </bdi>
            <Standing item={item} />
          </div>
          {item.state.kind === "failed" && item.state.canRetry ? (
            <IconButton
              size="sm"
              tooltipSide="top"
              label={uploadTexts.retry(item.name)}
              onClick={() => uploads.retry(item.key)}
            >
              <RotateCcw className="size-3.5" aria-hidden="true" />
            </IconButton>
          ) : null}
          <IconButton
            size="sm"
            tooltipSide="top"
            label={uploadTexts.remove(item.name)}
            onClick={() => uploads.remove(item.key)}
          >
            <X className="size-3.5" aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Picture({ item: { preview, mediaType } }: { item: UploadItem }) {
  // What calls itself an image may be none.
  const [isBroken, setBroken] = useState(false);
  return (
    <span className="flex size-11 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-hover text-muted">
      {preview && !isBroken ? (
        // biome-ignore lint/performance/noImgElement: a picture of the browser's own
        <img src={preview} alt="" onError={() => setBroken(true)} className="size-full object-cover" />
      ) : (
        <FileIcon mediaType={mediaType} className="size-5" />
      )}
    </span>
  );
}

function Standing({ item: { name, state } }: { item: UploadItem }) {
  switch (state.kind) {
    case "failed":
      return (
        <p role="alert" className="text-danger text-xs [overflow-wrap:anywhere]">
          <span className="sr-only">{uploadTexts.failed(name, state.reason)}</span>
          <span aria-hidden="true">{state.reason}</span>
        </p>
      );
    case "ready":
      return <p className="text-faint text-xs">{uploadTexts.ready(state.attachment.bytes)}</p>;
    case "waiting":
      return <p className="text-faint text-xs">{uploadTexts.waiting}</p>;
    case "sending": {
      const percent = Math.floor(state.share * 100);
      return (
        <>
          <p className="text-faint text-xs tabular-nums">
            {state.share < 1 ? uploadTexts.sending(percent) : uploadTexts.checking}
          </p>
          <div
            role="progressbar"
            aria-label={uploadTexts.progress(name)}
            aria-valuenow={percent}
            className="absolute inset-x-0 bottom-0 h-0.5 bg-hover"
          >
            <div
              className="h-full origin-left bg-accent transition-transform duration-150 motion-reduce:transition-none"
              style={{ transform: `scaleX(${state.share})` }}
            />
          </div>
        </>
      );
    }
  }
}
