"use client";

import { createContext, type ReactNode, useContext, useState } from "react";

const rememberedMax = 2_000;
const ExpansionContext = createContext<Map<string, boolean>>(new Map());

/** Remembers what the reader opened, so that it is still open when it scrolls back into view. */
export function ExpansionMemory({ children }: { children: ReactNode }) {
  const [opened] = useState(() => new Map<string, boolean>());
  return <ExpansionContext value={opened}>{children}</ExpansionContext>;
}

/** Whether the part with this key is open, as the reader left it. */
export function useExpanded(key: string, byDefault: boolean): [boolean, (isExpanded: boolean) => void] {
  const opened = useContext(ExpansionContext);
  const [isExpanded, setExpanded] = useState(() => opened.get(key) ?? byDefault);
  const change = (next: boolean) => {
    opened.delete(key);
    opened.set(key, next);
    const oldest = opened.size > rememberedMax ? opened.keys().next().value : undefined;
    if (oldest !== undefined) opened.delete(oldest);
    setExpanded(next);
  };
  return [isExpanded, change];
}
