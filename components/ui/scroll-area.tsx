import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/**
 * Scrolls on its own axis with a thin native scroll bar, and reserves the bar's room so that content does not move when it appears.
 * Native on purpose: windowed lists, keyboards and touch keep working as the platform does them.
 */
export function ScrollArea({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={classNames("min-h-0 overflow-y-auto overscroll-contain [scrollbar-gutter:stable]", className)}
      {...props}
    />
  );
}
