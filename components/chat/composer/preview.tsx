"use client";

import { findMentions } from "@/sdk/protocol/mentions";
import { MessageBody } from "../message/message-body";
import { previewTexts } from "./texts";

/** What is being written as it will be shown. A default export, because it is loaded lazily. */
export default function Preview({ text }: { text: string }) {
  // Whom they stand for is known once it is sent.
  const mentions = findMentions(text).map(({ name }) => name);
  const envelope = { id: "preview", type: "text", source: "", timestamp: "", payload: { text }, mentions };
  return (
    <section
      aria-label={previewTexts.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
      tabIndex={0}
      className="max-h-[30dvh] overflow-y-auto border-line border-b px-3.5 py-2"
    >
      {text.trim() === "" ? (
        <p className="text-faint italic">{previewTexts.nothing}</p>
      ) : (
        <MessageBody envelope={envelope} />
      )}
    </section>
  );
}
