"use client";

import type { RefObject } from "react";
import type { TimelineRow } from "../timeline/rows";
import { MoreButton } from "./actions/more-button";
import { ReplyButton } from "./actions/reply-button";
import { actionTexts } from "./actions/texts";
import { wordsOf } from "./actions/words-of";
import { CopyButton } from "./copy-button";

interface MessageActionsProps {
  row: TimelineRow;
  isMenuOpen: boolean;
  onMenuOpenChange: (isOpen: boolean) => void;
  /** The message, when its key opens the menu. */
  openedFrom: RefObject<HTMLElement | null> | undefined;
}

/** What can be done with a message, at its corner: what is done most at once, the rest in a menu. */
export function MessageActions({ row, isMenuOpen, onMenuOpenChange, openedFrom }: MessageActionsProps) {
  return (
    <div
      role="toolbar"
      aria-label={actionTexts.toolbar}
      className="-top-3.5 absolute right-3 z-10 flex rounded-md border border-line bg-raised p-px shadow-float md:right-5"
    >
      {row.redaction ? null : (
        <>
          <ReplyButton row={row} />
          <CopyButton label={actionTexts.copy} text={() => wordsOf(row.envelope)} />
        </>
      )}
      <MoreButton row={row} isOpen={isMenuOpen} onOpenChange={onMenuOpenChange} openedFrom={openedFrom} />
    </div>
  );
}
