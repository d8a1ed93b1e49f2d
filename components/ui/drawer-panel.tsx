"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface DrawerProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Read aloud; not shown. */
  label: string;
  side: "left" | "right";
  className?: string;
  children: ReactNode;
}

const sides = {
  left: "left-0 border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
  right: "right-0 border-l data-ending-style:translate-x-full data-starting-style:translate-x-full",
} as const;

/** The drawer itself. A default export, because it is loaded lazily. */
export default function DrawerPanel({ isOpen, onOpenChange, label, side, className, children }: DrawerProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label={label}
          onClick={({ target }) => {
            if (target instanceof Element && target.closest("a")) onOpenChange(false);
          }}
          className={classNames(
            "fixed inset-y-0 z-50 flex max-w-[88vw] border-line bg-surface shadow-float transition-transform duration-200 ease-out",
            sides[side],
            className,
          )}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
