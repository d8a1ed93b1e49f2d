"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, type RefObject, Suspense, useState } from "react";
import { IconButton } from "@/components/ui";
import { chatTexts } from "../texts";
import type { TimelineRow } from "../timeline/rows";
import { menuKey } from "../timeline/timeline-keys";

// Fetched when it is opened for the first time: most readers moderate nothing.
const MessageMenu = lazy(() => import("../moderation/message-menu"));

interface ModerateButtonProps {
  row: TimelineRow;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The message, when its key opens the menu. */
  openedFrom: RefObject<HTMLElement | null> | undefined;
}

/** Opens what a moderator can do about a message. */
export function ModerateButton({ row, isOpen, onOpenChange, openedFrom }: ModerateButtonProps) {
  const [wasOpened, setOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setOpened(true);
  const button = <MenuButton onClick={() => onOpenChange(true)} />;
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <MessageMenu
        row={row}
        trigger={<MenuButton />}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        openedFrom={openedFrom}
      />
    </Suspense>
  );
}

function MenuButton(props: ComponentProps<"button">) {
  return (
    <IconButton
      label={chatTexts.moderate}
      shortcut={menuKey.toUpperCase()}
      size="sm"
      tooltipSide="top"
      aria-haspopup="menu"
      {...props}
    >
      <Ellipsis className="size-3.5" aria-hidden="true" />
    </IconButton>
  );
}
