"use client";

import { Pencil, Reply, X } from "lucide-react";
import { IconButton } from "@/components/ui";
import { editTexts } from "../edit/texts";
import { useProfile } from "../members/directory";
import { Quote } from "../reply/quote";
import { replyTexts } from "../reply/texts";
import { useQuoted } from "../reply/use-quoted";
import type { Aim, ReplyAim } from "./aim";

interface AimStripProps {
  aim: Aim;
  onCancel: () => void;
}

/** What is being written, above the field. A default export, because it is loaded lazily. */
export default function AimStrip({ aim, onCancel }: AimStripProps) {
  const Icon = aim.kind === "edit" ? Pencil : Reply;
  return (
    <div
      data-aim={aim.kind}
      className="flex h-9 items-center gap-2 rounded-t-lg border border-edge border-b-0 bg-surface pr-1.5 pl-3.5 text-[13px] text-faint"
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      {aim.kind === "edit" ? <Editing /> : <Replying aim={aim} />}
      <IconButton
        label={aim.kind === "edit" ? editTexts.cancelEdit : replyTexts.cancelReply}
        shortcut="Esc"
        size="sm"
        tooltipSide="top"
        onClick={onCancel}
      >
        <X className="size-4" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Editing() {
  return (
    <p className="flex min-w-0 grow gap-2">
      <span className="shrink-0 font-medium text-muted">{editTexts.editing}</span>
      <span className="min-w-0 truncate max-md:hidden">{editTexts.editingHint}</span>
    </p>
  );
}

function Replying({ aim }: { aim: ReplyAim }) {
  const quoted = useQuoted(aim.id);
  const { name } = useProfile(aim.source);
  return (
    <p className="flex min-w-0 grow gap-1.5">
      <span className="shrink-0">{replyTexts.replyingTo}</span>{" "}
      {quoted ? <Quote message={quoted} /> : <bdi className="font-medium text-muted">{name}</bdi>}
    </p>
  );
}
