"use client";

import { Bookmark, Link2, ListFilter, X } from "lucide-react";
import { useParams } from "next/navigation";
import { useState } from "react";
import { IconButton, showToast } from "@/components/ui";
import { listKeys, timeKeys } from "@/sdk/filter";
import { filterParameter, putParameter } from "./address";
import { QueryField } from "./query-field";
import { Results } from "./results";
import { SaveForm } from "./save-form";
import { SavedFilters } from "./saved-filters";
import { useSearch } from "./search-provider";
import { keyTexts, otherTexts, searchTexts } from "./texts";
import { useCompletionSources } from "./use-completion-sources";

/** The search of a space: the field, what it finds, and the filters that are kept. */
export function SearchPanel() {
  const { spaceId, query: given, search, close } = useSearch();
  const query = given ?? "";
  const sources = useCompletionSources(spaceId);
  const [isSaving, setSaving] = useState(false);
  const { channel } = useParams<{ channel?: string }>();
  return (
    <aside
      aria-label={searchTexts.search}
      onKeyDown={({ key, defaultPrevented }) => {
        if (key === "Escape" && !defaultPrevented) close();
      }}
      className="flex w-96 shrink-0 flex-col border-line border-l bg-canvas max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-40 max-lg:w-full max-lg:max-w-md max-lg:shadow-float"
    >
      <header className="flex h-12 shrink-0 items-center gap-0.5 border-line border-b pr-2 pl-4">
        <h2 className="min-w-0 grow truncate font-semibold text-ink">{searchTexts.search}</h2>
        {query === "" ? null : (
          <>
            {channel === undefined ? null : (
              <IconButton label={searchTexts.filterHere} onClick={() => putParameter(filterParameter, query)}>
                <ListFilter className="size-4" />
              </IconButton>
            )}
            <IconButton label={searchTexts.copyAddress} onClick={() => void copyAddress()}>
              <Link2 className="size-4" />
            </IconButton>
            <IconButton label={searchTexts.save} aria-expanded={isSaving} onClick={() => setSaving(!isSaving)}>
              <Bookmark className="size-4" />
            </IconButton>
          </>
        )}
        <IconButton label={searchTexts.close} onClick={close}>
          <X className="size-4" />
        </IconButton>
      </header>
      <div className="shrink-0 border-line border-b p-3">
        <QueryField
          label={searchTexts.field}
          placeholder={searchTexts.placeholder}
          value={query}
          sources={sources}
          onSubmit={search}
          onLeave={close}
          hasFocusAtFirst
        />
      </div>
      {isSaving && query !== "" ? <SaveForm spaceId={spaceId} query={query} onDone={() => setSaving(false)} /> : null}
      {query === "" ? (
        <div className="min-h-0 grow overflow-y-auto overscroll-contain">
          <SavedFilters spaceId={spaceId} onChoose={search} />
          <Hints />
        </div>
      ) : (
        <Results spaceId={spaceId} query={query} />
      )}
    </aside>
  );
}

async function copyAddress(): Promise<void> {
  try {
    const url = new URL(window.location.href);
    url.searchParams.delete("at");
    await navigator.clipboard.writeText(url.href);
    showToast({ tone: "success", title: searchTexts.copied });
  } catch {
    showToast({ tone: "danger", title: searchTexts.copyFailed });
  }
}

function Hints() {
  const hints = [...otherTexts, ...[...listKeys, ...timeKeys].map((key) => keyTexts[key])];
  return (
    <section aria-label={searchTexts.hintTitle} className="px-4 py-3">
      <h3 className="pb-2 font-semibold text-muted text-xs">{searchTexts.hintTitle}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-xs">
        {hints.map(({ example, meaning }) => (
          <div key={example} className="contents">
            <dt>
              <code className="whitespace-nowrap rounded-sm bg-raised px-1 py-0.5 text-ink">{example}</code>
            </dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
