"use client";

import { Copy } from "lucide-react";
import { MenuItem } from "@/components/ui";
import type { TimelineRow } from "../../timeline/rows";
import { copyText } from "../copy-text";
import { actionTexts } from "./texts";
import { wordsOf } from "./words-of";

/** Puts what a message says on the clipboard. */
export function CopyTextItem({ row }: { row: TimelineRow }) {
  return (
    <MenuItem onClick={() => void copyText(wordsOf(row.envelope))}>
      <Copy />
      {actionTexts.copyText}
    </MenuItem>
  );
}
