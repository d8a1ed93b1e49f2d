"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from "react";
import { isPageKey } from "@/components/shell/keyboard-help/is-key";
import { besideParameter, putParameter, searchParameter } from "./address";

interface SearchControls {
  spaceId: string;
  /** What is searched for; null while the search is closed. It is in the address, so that it can be shared. */
  query: string | null;
  search: (query: string) => void;
  open: () => void;
  close: () => void;
}

const SearchContext = createContext<SearchControls | null>(null);

/** The search of the space around this component. */
export function useSearch(): SearchControls {
  const controls = use(SearchContext);
  if (!controls) throw new Error("useSearch is used outside of a SearchProvider");
  return controls;
}

/** Lets everything in a space open its search, by the button, by a key or by an address with `?q=`. */
export function SearchProvider({ spaceId, children }: { spaceId: string; children: ReactNode }) {
  const parameters = useSearchParams();
  // The Firehose filters by the same query that the search looks for.
  const openParameter = usePathname() === `/s/${spaceId}/firehose` ? besideParameter : searchParameter;
  const query = parameters.has(openParameter) ? (parameters.get(searchParameter) ?? "") : null;
  const returnTo = useRef<HTMLElement | null>(null);
  const controls = useMemo<SearchControls>(
    () => ({
      spaceId,
      query,
      search: (next) => putParameter(searchParameter, next),
      open() {
        if (document.activeElement instanceof HTMLElement) returnTo.current = document.activeElement;
        if (query === null) putParameter(openParameter, "");
        else document.querySelector<HTMLElement>("[data-search-field]")?.focus();
      },
      close() {
        putParameter(openParameter, null);
        returnTo.current?.focus();
      },
    }),
    [spaceId, query, openParameter],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isPageKey(event, "search")) return;
      event.preventDefault();
      controls.open();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [controls]);
  return <SearchContext value={controls}>{children}</SearchContext>;
}
