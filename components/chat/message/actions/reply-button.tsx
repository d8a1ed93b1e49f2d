"use client";

import { Reply } from "lucide-react";
import { IconButton } from "@/components/ui";
import { replyTexts } from "../../reply/texts";
import type { TimelineRow } from "../../timeline/rows";
import { useMessageActs } from "./message-acts";

/** Answers a message; nothing where nothing can be posted. */
export function ReplyButton({ row }: { row: TimelineRow }) {
  const { reply } = useMessageActs();
  if (!reply) return null;
  return (
    <IconButton label={replyTexts.reply} shortcut="R" size="sm" tooltipSide="top" onClick={() => reply(row)}>
      <Reply className="size-3.5" aria-hidden="true" />
    </IconButton>
  );
}
