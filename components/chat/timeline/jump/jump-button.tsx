"use client";

import { CalendarSearch } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { keyMap } from "@/components/shell/keyboard-help/key-map";
import { timelineTexts } from "../texts";
import type { JumpProps } from "./jump-props";

// Fetched when it is opened for the first time.
const JumpPopover = lazy(() => import("./jump-popover"));

/** The way to a date and elsewhere in a conversation. */
export function JumpButton(props: JumpProps) {
  const { isOpen, onOpenChange } = props;
  const [wasOpened, setOpened] = useState(isOpen);
  if (isOpen && !wasOpened) setOpened(true);
  const button = <Trigger onClick={() => onOpenChange(true)} />;
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <JumpPopover {...props} trigger={<Trigger />} />
    </Suspense>
  );
}

function Trigger(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts={keyMap.messageJump.keys[0].toUpperCase()}
      className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-md px-1.5 text-faint text-xs hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-expanded:text-ink"
      {...props}
    >
      <CalendarSearch className="size-3.5" aria-hidden="true" />
      {timelineTexts.jump}
    </button>
  );
}
