"use client";

import { Braces } from "lucide-react";
import { MenuItem } from "@/components/ui";
import type { TimelineRow } from "../../timeline/rows";
import { useMessageActs } from "./message-acts";
import { RawDialog } from "./raw-dialog";
import { actionTexts } from "./texts";

/** Shows a message as it is stored. */
export function RawItem({ row }: { row: TimelineRow }) {
  const { open } = useMessageActs();
  return (
    <MenuItem onClick={() => open((onClose) => <RawDialog row={row} onClose={onClose} />)}>
      <Braces />
      {actionTexts.viewRaw}
    </MenuItem>
  );
}
