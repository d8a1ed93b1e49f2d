"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, type RefObject, Suspense, useState } from "react";
import { IconButton } from "@/components/ui";
import type { TimelineRow } from "../../timeline/rows";
import { menuKey } from "../../timeline/timeline-keys";
import { actionTexts } from "./texts";

// Fetched when it is opened for the first time.
const MessageMenu = lazy(() => import("./message-menu"));

interface MoreButtonProps {
  row: TimelineRow;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The message, when its key opens the menu. */
  openedFrom: RefObject<HTMLElement | null> | undefined;
}

/** Opens everything that can be done about a message. */
export function MoreButton({ row, isOpen, onOpenChange, openedFrom }: MoreButtonProps) {
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
      label={actionTexts.more}
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
