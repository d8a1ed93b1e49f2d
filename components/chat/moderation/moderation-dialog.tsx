"use client";

import { BlockDialog } from "./block-dialog";
import { PauseChannelDialog } from "./pause-channel-dialog";
import { RedactDialog } from "./redact-dialog";
import type { ModerationRequest } from "./rights";

/** The dialog that was asked for. A default export, because it is loaded lazily. */
export default function ModerationDialog({ request, onClose }: { request: ModerationRequest; onClose: () => void }) {
  switch (request.kind) {
    case "redact":
      return <RedactDialog request={request} onClose={onClose} />;
    case "block":
      return <BlockDialog request={request} onClose={onClose} />;
    case "pause-channel":
      return <PauseChannelDialog onClose={onClose} />;
  }
}
