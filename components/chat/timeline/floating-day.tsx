import { dayName, useNow } from "../message/time";

/** The day of the topmost message while the reader is away from the end. */
export function FloatingDay({ at }: { at: string | undefined }) {
  const now = useNow();
  if (at === undefined) return null;
  return (
    <div
      aria-hidden="true"
      className="-translate-x-1/2 pointer-events-none absolute top-2 left-1/2 z-10 rounded-full border border-line bg-raised px-3 py-0.5 font-medium text-muted text-xs shadow-float"
    >
      {dayName(at, now)}
    </div>
  );
}
