"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { classNames } from "./class-names";
import type { DialogProps } from "./dialog-panel";

// Fetched when one is opened for the first time.
const DialogPanel = lazy(() => import("./dialog-panel"));

/** A modal window: traps focus, closes with Escape, gives focus back, fills a phone's screen. Its body scrolls, its title stays. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  return <Suspense>{wasOpened ? <DialogPanel {...props} /> : null}</Suspense>;
}

/** The scrolling middle of a dialog. */
export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={classNames("min-h-0 grow overflow-y-auto px-5 py-2", className)}>{children}</div>;
}

/** The row of actions at a dialog's end: the main one last. */
export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <footer className={classNames("flex items-center justify-end gap-2 border-line border-t px-5 py-3", className)}>
      {children}
    </footer>
  );
}
