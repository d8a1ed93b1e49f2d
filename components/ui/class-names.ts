import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { "font-size": ["text-2xs"], shadow: ["shadow-float"] } } });

/** Joins class names; of two that set the same property the last one wins, so that a caller's `className` always does. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
