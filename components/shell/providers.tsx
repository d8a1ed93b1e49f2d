"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { ApiProvider } from "@/components/api";
import { ToastProvider, TooltipProvider } from "@/components/ui";
import { ThemeProvider } from "./theme";

/** Everything around every page: theme, API, tooltips, toasts. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce}>
      <ThemeProvider nonce={nonce}>
        <ApiProvider>
          <TooltipProvider>
            <ToastProvider>{children}</ToastProvider>
          </TooltipProvider>
        </ApiProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
