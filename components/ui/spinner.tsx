import { classNames } from "./class-names";

/** A turning ring in the text's colour. Decorative: say what is awaited in words beside it or with `aria-busy`. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-block size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent",
        className,
      )}
    />
  );
}
