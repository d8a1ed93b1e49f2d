import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** What every control that is typed into looks like. */
export const controlClass =
  "w-full rounded-md border border-edge/70 bg-raised px-2.5 text-ink text-sm transition-colors placeholder:text-faint hover:border-edge focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:opacity-60 max-md:text-base";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={classNames(controlClass, "h-9", className)} {...props} />;
}
