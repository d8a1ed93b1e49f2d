"use client";

import { Dialog, DialogBody } from "@/components/ui";
import { chatTexts } from "../../texts";
import type { TimelineRow } from "../../timeline/rows";
import { CopyButton } from "../copy-button";
import { exactTime } from "../time";

interface RawDialogProps {
  row: TimelineRow;
  onClose: () => void;
}

/** A message's envelope as it is stored, to read and to copy. */
export function RawDialog({ row: { envelope, sequence, at }, onClose }: RawDialogProps) {
  const json = JSON.stringify(envelope, null, 2);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
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
            {json}
          </pre>
          <CopyButton
            label={chatTexts.copyMessage}
            text={() => json}
            className="absolute top-1.5 right-1.5 bg-raised"
          />
        </div>
      </DialogBody>
    </Dialog>
  );
}
