"use client";

import { lazy, Suspense } from "react";
import type { Attachment } from "@/sdk/protocol";
import { shownSizeOf } from "./shown-size";

// Fetched with the first message that has files.
const AttachmentList = lazy(() => import("./attachment-list"));

const shownMax = 100;

/** The files of a message. They have their room before they are there, so that nothing moves. */
export function MessageAttachments({ attachments }: { attachments: readonly Attachment[] | undefined }) {
  const shown = Array.isArray(attachments) ? attachments.slice(0, shownMax) : [];
  if (shown.length === 0) return null;
  return (
    <Suspense fallback={<Reserved attachments={shown} />}>
      <AttachmentList attachments={shown} />
    </Suspense>
  );
}

function Reserved({ attachments }: { attachments: readonly Attachment[] }) {
  return (
    <div className="mt-1 flex flex-wrap items-start gap-2" aria-hidden="true">
      {attachments.map((attachment) => {
        const size = shownSizeOf(attachment);
        return size ? (
          <div
            key={attachment.id}
            className="max-w-full rounded-md border border-line bg-hover"
            style={{ width: size.width, aspectRatio: `${size.width} / ${size.height}` }}
          />
        ) : (
          <div key={attachment.id} className="h-14 w-80 max-w-full rounded-md border border-line bg-raised" />
        );
      })}
    </div>
  );
}
