import type { ReactNode } from "react";

/** A part of a page that holds nothing yet: that, and what to do about it, in a line or two. */
export function PartEmpty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <p className="text-pretty rounded-lg border border-line border-dashed px-4 py-5 text-center text-muted">
      <span className="font-medium text-ink">{title}.</span> {children}
    </p>
  );
}
