"use client";

import { X } from "lucide-react";
import { Button, IconButton } from "@/components/ui";
import { filterParameter, putParameter } from "./address";
import { QueryField } from "./query-field";
import { useSearch } from "./search-provider";
import { searchTexts } from "./texts";
import { useCompletionSources } from "./use-completion-sources";

interface LiveFilterBarProps {
  /** As it stands in the address. */
  text: string;
  /** How many of the messages at hand are shown, and how many there are. */
  shown: number;
  total: number;
}

/** Stands above a timeline that shows only what a filter keeps: the filter, to be changed and removed. */
export function LiveFilterBar({ text, shown, total }: LiveFilterBarProps) {
  const { spaceId, search } = useSearch();
  const sources = useCompletionSources(spaceId);
  const put = (next: string) => putParameter(filterParameter, next === "" ? null : next);
  return (
    <section
      aria-label={searchTexts.liveField}
      className="flex shrink-0 flex-wrap items-start gap-x-3 gap-y-1 border-line border-b bg-surface px-3 py-2 md:px-5"
    >
      <QueryField
        label={searchTexts.liveField}
        placeholder={searchTexts.livePlaceholder}
        value={text}
        sources={sources}
        onSubmit={put}
        onLeave={() => put("")}
        className="min-w-48 grow basis-60"
      />
      <span className="flex items-center gap-1">
        <span role="status" className="flex h-9 items-center px-1 text-muted text-xs tabular-nums">
          {searchTexts.liveShown(shown, total)}
        </span>
        <Button size="sm" variant="ghost" onClick={() => search(text)}>
          {searchTexts.liveSearch}
        </Button>
        <IconButton label={searchTexts.liveClear} onClick={() => put("")}>
          <X className="size-4" />
        </IconButton>
      </span>
    </section>
  );
}
