"use client";

import type { ReactNode } from "react";
import { NavigationButton } from "../channel/channel-header";

/** The bar of a page that is not a channel: the way to the navigation on a phone, a title, and what can be done. */
export function PageBar({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4 max-md:px-2">
      <NavigationButton />
      <span className="min-w-0 truncate font-semibold">{children}</span>
      {actions ? <div className="ml-auto flex shrink-0 items-center gap-1">{actions}</div> : null}
    </header>
  );
}
