"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { ApiProvider } from "@/components/api";
import { ToastLayer, TooltipLayer } from "@/components/ui";
import { ThemeProvider } from "./theme";

/** Everything around every page: theme, API, tooltips, toasts. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <ThemeProvider nonce={nonce}>
        <ApiProvider>
          {children}
          <TooltipLayer />
          <ToastLayer />
        </ApiProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
