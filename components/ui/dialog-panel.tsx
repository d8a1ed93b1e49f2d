"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { uiTexts } from "./texts";

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** As tall as the screen has room for, whatever is in it, so that switching views does not move it. */
  isTall?: boolean;
  /** What has the focus at first; by default what comes first. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" } as const;

/** The dialog itself. A default export, because it is loaded lazily. */
export default function DialogPanel({
  isOpen,
  onOpenChange,
  title,
  description,
  size = "md",
  isTall = false,
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          className={classNames(
            "fixed inset-0 z-50 m-auto flex h-fit max-h-dvh w-full flex-col bg-surface shadow-float transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-md:h-dvh md:max-h-[86dvh] md:rounded-lg md:border md:border-line",
            widths[size],
            isTall && "md:h-[86dvh] md:max-h-176",
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-5 pb-3">
            <div className="min-w-0 grow">
              <Base.Title className="font-semibold text-base text-ink">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-muted">{description}</Base.Description> : null}
            </div>
            <Base.Close
              render={
                <IconButton label={uiTexts.close} tooltipSide="left" className="-mt-1 -mr-2">
                  <X className="size-4" />
                </IconButton>
              }
            />
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
