import type { ReactNode } from "react";

/** The frame of tool calls and results. */
export function ToolFrame({ children }: { children: ReactNode }) {
  return (
    <div className="my-0.5 max-w-[88ch] divide-y divide-line overflow-hidden rounded-md border border-line bg-raised">
      {children}
    </div>
  );
}
