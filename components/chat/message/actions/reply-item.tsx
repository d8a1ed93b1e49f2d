"use client";

import { Reply } from "lucide-react";
import { MenuItem } from "@/components/ui";
import { replyTexts } from "../../reply/texts";
import type { TimelineRow } from "../../timeline/rows";
import { useMessageActs } from "./message-acts";

/** Answers a message; nothing where nothing can be posted. */
export function ReplyItem({ row }: { row: TimelineRow }) {
  const { reply } = useMessageActs();
  if (!reply) return null;
  return (
    <MenuItem onClick={() => reply(row)}>
      <Reply />
      {replyTexts.reply}
    </MenuItem>
  );
}
