"use client";

import { ThemeProvider as Base, useTheme } from "next-themes";
import type { ReactNode } from "react";

const themeNames = ["system", "light", "dark"] as const;
export type ThemeName = (typeof themeNames)[number];

/** Puts the chosen theme on the page before it is painted. `nonce` is the one of the page's Content-Security-Policy. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <Base attribute="class" defaultTheme="system" nonce={nonce} disableTransitionOnChange>
      {children}
    </Base>
  );
}

/** The person's choice, and how to change it. */
export function useThemeChoice(): { choice: ThemeName; choose: (name: ThemeName) => void } {
  const { theme, setTheme } = useTheme();
  return { choice: themeNames.find((name) => name === theme) ?? "system", choose: setTheme };
}
