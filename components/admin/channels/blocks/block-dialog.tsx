"use client";

import { Dialog } from "@/components/ui";
import { blockTexts } from "../texts";
import { BlockForm } from "./block-form";

interface BlockDialogProps {
  spaceId: string;
  channel: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Blocks a group or a principal, with a reason and an end. */
export function BlockDialog({ spaceId, channel, isOpen, onClose }: BlockDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onClose} title={blockTexts.blockTitle(channel)}>
      <BlockForm spaceId={spaceId} channel={channel} onClose={onClose} />
    </Dialog>
  );
}
