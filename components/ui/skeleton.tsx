import { classNames } from "./class-names";

/** A grey shape where something is about to be: give it that thing's size, so that nothing moves. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames("skeleton-sheen block h-4 rounded-sm", className)} />;
}
