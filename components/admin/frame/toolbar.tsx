import type { ReactNode } from "react";

/** The row above a list: its search first, then filters, how many there are, and what can be done. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-x-3 gap-y-2">{children}</div>;
}
