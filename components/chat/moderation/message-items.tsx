"use client";

import { Eraser } from "lucide-react";
import { MenuItem, MenuSeparator } from "@/components/ui";
import type { TimelineRow } from "../timeline/rows";
import { ChannelItems } from "./channel-items";
import { HolderItems } from "./holder-items";
import { useModeration } from "./rights";
import { moderationTexts } from "./texts";

/** What a moderator can do about a message and its sender, below what everybody can do; nothing for everybody else. */
export function MessageItems({ row }: { row: TimelineRow }) {
  const moderation = useModeration();
  const { source } = row.envelope;
  if (!moderation) return null;
  const { place, sequence, redaction } = row;
  const canRedact = place && sequence !== undefined && !redaction;
  return (
    <>
      {canRedact ? (
        <MenuItem tone="danger" onClick={() => moderation.open({ kind: "redact", place, sequence, source })}>
          <Eraser />
          {moderationTexts.redact}
        </MenuItem>
      ) : null}
      <MenuSeparator />
      <HolderItems id={source} />
      <MenuSeparator />
      <ChannelItems />
    </>
  );
}
