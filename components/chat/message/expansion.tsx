"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

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
    remember(opened, key, next);
    setExpanded(next);
  };
  return [isExpanded, change];
}

interface Expansions {
  isExpanded(key: string, byDefault: boolean): boolean;
  setExpanded(key: string, isExpanded: boolean): void;
}

/** Like `useExpanded`, for any number of parts. A new object whenever one of them changes. */
export function useExpansions(): Expansions {
  const opened = useContext(ExpansionContext);
  // What was touched here counts even when it is remembered no longer.
  const [touched, setTouched] = useState<ReadonlyMap<string, boolean>>(new Map());
  return useMemo(
    () => ({
      isExpanded: (key, byDefault) => touched.get(key) ?? opened.get(key) ?? byDefault,
      setExpanded: (key, isExpanded) => {
        remember(opened, key, isExpanded);
        setTouched((before) => new Map(before).set(key, isExpanded));
      },
    }),
    [opened, touched],
  );
}

function remember(opened: Map<string, boolean>, key: string, isExpanded: boolean): void {
  opened.delete(key);
  opened.set(key, isExpanded);
  const oldest = opened.size > rememberedMax ? opened.keys().next().value : undefined;
  if (oldest !== undefined) opened.delete(oldest);
}
