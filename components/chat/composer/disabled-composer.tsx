"use client";

import type { ReactNode } from "react";
import { useLocalTimes } from "../moderation/local-times";

interface DisabledComposerProps {
  /** Why nothing can be posted here, in words. */
  reason: string;
  /** What may be done about that. */
  children: ReactNode;
}

/** Stands in the field's stead where nothing can be posted. */
export function DisabledComposer({ reason, children }: DisabledComposerProps) {
  return (
    <div
      data-composer="disabled"
      className="flex items-center gap-3 rounded-lg border border-line bg-surface px-4 py-2.5 text-muted"
    >
      <p className="min-w-0 grow [overflow-wrap:anywhere]">{useLocalTimes(reason)}</p>
      {children}
    </div>
  );
}
