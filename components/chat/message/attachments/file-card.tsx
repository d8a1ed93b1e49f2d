"use client";

import { Braces, Download } from "lucide-react";
import { lazy, type MouseEvent, Suspense, useState } from "react";
import { IconButton, Spinner, Tooltip } from "@/components/ui";
import type { Attachment } from "@/sdk/protocol";
import { useFileAddress } from "./address";
import { problemOf } from "./ask-for-file";
import { FileIcon } from "./file-icon";
import { attachmentTexts, kindOf } from "./texts";

// Fetched when the first file is opened as a tree.
const JsonFile = lazy(() => import("./json-file"));

const treeBytesMax = 5_000_000;
const jsonType = "application/json";

/** A file that is no image: what it is, how large, and a way to get it. JSON can be looked at in place. */
export function FileCard({ attachment: { id, name, mediaType, bytes } }: { attachment: Attachment }) {
  const address = useFileAddress()(id);
  const [problem, setProblem] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const hasTree = mediaType === jsonType && bytes <= treeBytesMax;

  /** A browser says nothing helpful of a download that is refused, so it is asked before. */
  async function download(event: MouseEvent<HTMLAnchorElement>) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setAsking(true);
    const found = await problemOf(address.file);
    setAsking(false);
    setProblem(found);
    if (found === undefined) window.location.assign(address.file);
  }

  return (
    <div className={`max-w-full ${isOpen ? "w-[88ch]" : "w-80"}`}>
      <div className="flex h-14 w-80 max-w-full items-center gap-3 rounded-md border border-line bg-raised pr-1.5 pl-3">
        <FileIcon mediaType={mediaType} className="size-6 shrink-0 text-muted" />
        <div className="min-w-0 grow">
          <bdi className="block truncate text-ink leading-5" title={name}>
            {name}
          </bdi>
          <p className="truncate text-faint text-xs">{attachmentTexts.facts(kindOf(mediaType), bytes)}</p>
        </div>
        {hasTree ? (
          <IconButton
            label={isOpen ? attachmentTexts.closeTree(name) : attachmentTexts.openTree(name)}
            tooltipSide="top"
            aria-pressed={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Braces className="size-4" aria-hidden="true" />
          </IconButton>
        ) : null}
        <Tooltip label={attachmentTexts.downloadShort} side="top">
          <a
            href={address.file}
            download={name}
            aria-label={attachmentTexts.download(name)}
            aria-busy={isAsking || undefined}
            onClick={(event) => void download(event)}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-ink"
          >
            {isAsking ? <Spinner /> : <Download className="size-4" aria-hidden="true" />}
          </a>
        </Tooltip>
      </div>
      {problem === undefined ? null : (
        <p role="alert" className="px-1 pt-1 text-danger text-xs">
          {problem}
        </p>
      )}
      {isOpen ? (
        <Suspense fallback={<Spinner className="m-2" />}>
          <JsonFile id={id} address={address.file} />
        </Suspense>
      ) : null}
    </div>
  );
}
