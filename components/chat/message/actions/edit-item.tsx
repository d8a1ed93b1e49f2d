"use client";

import { Pencil } from "lucide-react";
import { MenuItem } from "@/components/ui";
import { useConversation } from "../../conversation";
import { canEdit } from "../../edit/can-edit";
import { editTexts } from "../../edit/texts";
import type { TimelineRow } from "../../timeline/rows";
import { useMessageActs } from "./message-acts";

/** Gives one's own message a new version; nothing for those of others. */
export function EditItem({ row }: { row: TimelineRow }) {
  const { edit } = useMessageActs();
  const principal = useConversation()?.principal;
  if (!edit || principal === undefined || !canEdit(row, principal)) return null;
  return (
    <MenuItem onClick={() => edit(row)}>
      <Pencil />
      {editTexts.edit}
    </MenuItem>
  );
}
