"use client";

import { Braces } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Dialog, DialogBody, IconButton } from "@/components/ui";
import type { Envelope } from "@/sdk/protocol";
import { chatTexts } from "../texts";
import type { TimelineRow } from "../timeline/rows";
import { CopyButton } from "./copy-button";
import { exactTime } from "./time";

interface MessageActionsProps {
  row: TimelineRow;
  /** What a moderator can do besides; absent for everybody else. */
  children?: ReactNode;
}

/** What can be done with a message, at its corner. Of a redacted one there is nothing to copy. */
export function MessageActions({ row, children }: MessageActionsProps) {
  if (row.redaction && !children) return null;
  return (
    <div
      role="toolbar"
      aria-label={chatTexts.messageActions}
      className="-top-3.5 absolute right-3 z-10 flex rounded-md border border-line bg-raised p-px shadow-float md:right-5"
    >
      {row.redaction ? null : <ReaderActions row={row} />}
      {children}
    </div>
  );
}

function ReaderActions({ row: { envelope, sequence, at } }: { row: TimelineRow }) {
  const [isRawOpen, setRawOpen] = useState(false);
  return (
    <>
      <CopyButton label={chatTexts.copyMessage} text={() => wordsOf(envelope)} />
      <IconButton label={chatTexts.viewRaw} size="sm" tooltipSide="top" onClick={() => setRawOpen(true)}>
        <Braces className="size-3.5" aria-hidden="true" />
      </IconButton>
      <Dialog
        isOpen={isRawOpen}
        onOpenChange={setRawOpen}
        title={chatTexts.rawTitle}
        description={`${chatTexts.rawDescription(sequence)} ${exactTime(at)}`}
        size="lg"
      >
        <DialogBody className="pb-5">
          <div className="relative">
            <pre
              dir="ltr"
              className="whitespace-pre-wrap rounded-md border border-line bg-canvas p-3 pr-10 font-mono text-xs leading-[18px] [overflow-wrap:anywhere]"
            >
              {isRawOpen ? JSON.stringify(envelope, null, 2) : null}
            </pre>
            <CopyButton
              label={chatTexts.copyMessage}
              text={() => JSON.stringify(envelope, null, 2)}
              className="absolute top-1.5 right-1.5 bg-raised"
            />
          </div>
        </DialogBody>
      </Dialog>
    </>
  );
}

/** A message's words, or its data where it has none. */
function wordsOf({ payload }: Envelope): string {
  return payload.text ?? JSON.stringify(payload.data ?? payload.parts ?? payload, null, 2);
}
