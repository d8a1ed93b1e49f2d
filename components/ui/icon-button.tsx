import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Tooltip, type TooltipSide } from "./tooltip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** The accessible name, also shown as the tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string;
  size?: "sm" | "md" | "lg";
  tooltipSide?: TooltipSide;
  children: ReactNode;
}

const sizes = { sm: "size-6", md: "size-8", lg: "size-10" } as const;

/** A button with an icon alone; its name is read aloud and shown on hover and focus. */
export function IconButton({
  label,
  shortcut,
  size = "md",
  tooltipSide = "bottom",
  className,
  children,
  type = "button",
  ...props
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        type={type}
        aria-label={label}
        className={classNames(
          "inline-flex shrink-0 select-none items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-ink disabled:pointer-events-none disabled:opacity-50 aria-pressed:bg-hover aria-pressed:text-ink data-popup-open:bg-hover data-popup-open:text-ink",
          sizes[size],
          className,
        )}
        {...props}
      >
        {children}
      </button>
    </Tooltip>
  );
}
