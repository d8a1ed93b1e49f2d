"use client";

import { useEffect } from "react";
import { DirectoryProvider } from "@/components/chat/members/directory";
import type { Profile } from "@/components/chat/members/profile";
import { loadMarkdown } from "@/components/chat/message/lazy-modules";
import { MessageBody } from "@/components/chat/message/message-body";
import type { FirehoseMessage } from "./entry";
import { firehoseTexts } from "./texts";

const nobody: ReadonlyMap<string, Profile> = new Map();

/** All that a message says, drawn as in its conversation. A default export, because it is loaded lazily. */
export default function WholeMessage({ entry: { message, redaction } }: { entry: FirehoseMessage }) {
  useEffect(() => {
    void loadMarkdown();
  }, []);
  if (redaction) return <em className="text-muted">{firehoseTexts.redacted(redaction.by, redaction.reason)}</em>;
  return (
    <div className="max-h-[60dvh] max-w-4xl overflow-y-auto rounded-md border border-line bg-canvas px-4 py-3">
      <DirectoryProvider profiles={nobody} isLoading={false} place={message.place}>
        <MessageBody envelope={message.envelope} />
      </DirectoryProvider>
    </div>
  );
}
