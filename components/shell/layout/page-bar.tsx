"use client";

import type { ReactNode } from "react";
import { NavigationButton } from "../channel/channel-header";

/** The bar of a page that is not a channel: the way to the navigation on a phone, and a title. */
export function PageBar({ children }: { children?: ReactNode }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-4 max-md:px-2">
      <NavigationButton />
      <span className="min-w-0 truncate font-semibold">{children}</span>
    </header>
  );
}
