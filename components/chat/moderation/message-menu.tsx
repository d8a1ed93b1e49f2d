"use client";

import { Eraser } from "lucide-react";
import type { ReactElement, RefObject } from "react";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui";
import type { TimelineRow } from "../timeline/rows";
import { ChannelItems } from "./channel-items";
import { HolderItems, useIsModeratable } from "./holder-items";
import { useModeration } from "./rights";
import { moderationTexts } from "./texts";

interface MessageMenuProps {
  row: TimelineRow;
  trigger: ReactElement<Record<string, unknown>>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  openedFrom: RefObject<HTMLElement | null> | undefined;
}

/** What a moderator can do about a message and its sender. A default export, because it is loaded lazily. */
export default function MessageMenu({ row, trigger, ...menu }: MessageMenuProps) {
  const moderation = useModeration();
  const { source } = row.envelope;
  const hasHolderItems = useIsModeratable(source);
  const { place, sequence, redaction } = row;
  const canRedact = place && sequence !== undefined && !redaction;
  return (
    <Menu trigger={trigger} align="end" {...menu}>
      {canRedact ? (
        <MenuItem tone="danger" onClick={() => moderation?.open({ kind: "redact", place, sequence, source })}>
          <Eraser />
          {moderationTexts.redact}
        </MenuItem>
      ) : null}
      {canRedact && hasHolderItems ? <MenuSeparator /> : null}
      <HolderItems id={source} />
      {canRedact || hasHolderItems ? <MenuSeparator /> : null}
      <ChannelItems />
    </Menu>
  );
}
