"use client";

import { Reply, X } from "lucide-react";
import { IconButton } from "@/components/ui";
import { useProfile } from "../members/directory";
import { Quote } from "../reply/quote";
import { replyTexts } from "../reply/texts";
import { useQuoted } from "../reply/use-quoted";
import type { Aim } from "./aim";

interface AimStripProps {
  aim: Aim;
  onCancel: () => void;
}

/** What the message being written is for, above the field. A default export, because it is loaded lazily. */
export default function AimStrip({ aim, onCancel }: AimStripProps) {
  const quoted = useQuoted(aim.id);
  const { name } = useProfile(aim.source);
  return (
    <div
      data-aim={aim.kind}
      className="flex h-9 items-center gap-2 rounded-t-lg border border-edge border-b-0 bg-surface pr-1.5 pl-3.5 text-[13px] text-faint"
    >
      <Reply className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="shrink-0">{replyTexts.replyingTo}</span>
      <span className="flex min-w-0 grow gap-1.5">
        {quoted ? <Quote message={quoted} /> : <bdi className="font-medium text-muted">{name}</bdi>}
      </span>
      <IconButton label={replyTexts.cancelReply} shortcut="Esc" size="sm" tooltipSide="top" onClick={onCancel}>
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
