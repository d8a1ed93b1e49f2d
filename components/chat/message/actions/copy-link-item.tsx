"use client";

import { Link } from "lucide-react";
import { MenuItem, showToast } from "@/components/ui";
import { permalinkOf } from "../../permalink";
import { useSpaceSession } from "../../session/space-session";
import type { TimelineRow } from "../../timeline/rows";
import { copyText } from "../copy-text";
import { actionTexts } from "./texts";

/** Puts the address on the clipboard that opens the conversation at this message. What was never stored has none. */
export function CopyLinkItem({ row: { place, sequence } }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  if (!place || sequence === undefined) return null;
  const copy = async () => {
    const isCopied = await copyText(new URL(permalinkOf(spaceId, place, sequence), window.location.href).href);
    if (isCopied) showToast({ tone: "success", title: actionTexts.linkCopied });
    else showToast({ tone: "danger", title: actionTexts.linkNotCopied });
  };
  return (
    <MenuItem onClick={() => void copy()}>
      <Link />
      {actionTexts.copyLink}
    </MenuItem>
  );
}
