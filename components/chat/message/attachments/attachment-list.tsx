"use client";

import { lazy, Suspense, useState } from "react";
import type { Attachment } from "@/sdk/protocol";
import { FileCard } from "./file-card";
import { ImageTile } from "./image-tile";
import { shownSizeOf } from "./shown-size";
import { attachmentTexts } from "./texts";

// Fetched when the first image is opened.
const Lightbox = lazy(() => import("./lightbox"));

/** Images as they are, other files as cards. A default export, because it is loaded lazily. */
export default function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  const [opened, setOpened] = useState<string>();
  const images = attachments.filter((attachment) => shownSizeOf(attachment));
  return (
    <>
      <ul aria-label={attachmentTexts.list} className="mt-1 flex flex-wrap items-start gap-2">
        {attachments.map((attachment) => {
          const size = shownSizeOf(attachment);
          return (
            <li key={attachment.id} className="max-w-full">
              {size ? (
                <ImageTile attachment={attachment} size={size} onOpen={() => setOpened(attachment.id)} />
              ) : (
                <FileCard attachment={attachment} />
              )}
            </li>
          );
        })}
      </ul>
      {opened === undefined ? null : (
        <Suspense>
          <Lightbox images={images} shown={opened} onShow={setOpened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}
