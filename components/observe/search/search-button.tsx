"use client";

import { Search } from "lucide-react";
import { IconButton } from "@/components/ui";
import { useSearch } from "./search-provider";
import { searchTexts } from "./texts";

/** Opens the search of the space, and closes it. */
export function SearchButton() {
  const { query, open, close } = useSearch();
  const isOpen = query !== null;
  return (
    <IconButton
      label={isOpen ? searchTexts.close : searchTexts.search}
      shortcut="/"
      aria-keyshortcuts="/ Control+Shift+F"
      aria-expanded={isOpen}
      onClick={isOpen ? close : open}
      className={isOpen ? "bg-hover text-ink" : undefined}
    >
      <Search className="size-4" />
    </IconButton>
  );
}
