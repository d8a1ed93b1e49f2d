"use client";

import dynamic from "next/dynamic";
import { useSearch } from "./search-provider";

// Fetched when somebody searches: most visits do not.
const SearchPanel = dynamic(() => import("./search-panel").then((module) => module.SearchPanel), { ssr: false });

/** Where the search is shown: beside the content, over it where there is no room. */
export function SearchAside() {
  const { query } = useSearch();
  return query === null ? null : <SearchPanel />;
}
