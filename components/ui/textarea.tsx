import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClass } from "./input";

/** Grows with its text where the browser can, up to the caller's `max-h-…`. */
export function Textarea({ className, rows = 2, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={classNames(controlClass, "field-sizing-content resize-none py-2 leading-5", className)}
      {...props}
    />
  );
}
