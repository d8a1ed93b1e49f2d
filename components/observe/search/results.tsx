"use client";

import { SearchX } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { Virtualizer } from "virtua";
import { failureOf } from "@/components/api";
import { Button, EmptyState, ErrorState, Skeleton, Spinner } from "@/components/ui";
import { ResultRow } from "./result-row";
import { searchTexts } from "./texts";
import { useIsBeside } from "./use-is-beside";
import { useResults } from "./use-results";

interface ResultsProps {
  spaceId: string;
  query: string;
}

/** What was found, how far was looked, and the way to look further. */
export function Results({ spaceId, query }: ResultsProps) {
  const results = useResults(spaceId, query);
  const isBeside = useIsBeside();
  const scroller = useRef<HTMLDivElement>(null);
  const { data, error, isPlaceholderData, isFetching, isFetchingNextPage, hasNextPage } = results;
  if (error && !data) {
    return (
      <ErrorState
        title={searchTexts.failedTitle}
        description={failureOf(error).message}
        onRetry={() => results.refetch()}
      />
    );
  }
  if (!data) return <ResultsSkeleton />;
  const hits = data.pages.flatMap((page) => page.hits);
  const senders = new Map(data.pages.flatMap((page) => page.senders).map((sender) => [sender.id, sender]));
  const messages = data.pages.reduce((sum, page) => sum + page.examined.messages, 0);
  const through = data.pages.findLast((page) => page.examined.through !== null)?.examined.through ?? null;
  const look = () => void results.fetchNextPage();
  const ending = (
    <div className="px-4 py-4 text-center">
      <p className="text-muted text-xs">
        {searchTexts.examined(messages, through)} {hasNextPage ? null : searchTexts.complete}
      </p>
      {error ? (
        <p role="alert" className="mt-2 text-danger text-xs">
          {failureOf(error).message}
        </p>
      ) : null}
      {hasNextPage ? (
        <Button size="sm" className="mt-3" onClick={look} disabled={isFetchingNextPage}>
          {isFetchingNextPage ? <Spinner className="size-3" /> : null}
          {isFetchingNextPage ? searchTexts.looking : searchTexts.further}
        </Button>
      ) : null}
    </div>
  );
  return (
    <>
      <p role="status" className="flex h-8 shrink-0 items-center gap-2 border-line border-b px-4 text-muted text-xs">
        {isFetching && !isFetchingNextPage ? <Spinner className="size-3" /> : null}
        {isPlaceholderData ? searchTexts.searching : searchTexts.found(hits.length, hasNextPage)}
      </p>
      <div ref={scroller} className="min-h-0 grow overflow-y-auto overscroll-contain" aria-busy={isFetching}>
        {hits.length === 0 ? (
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title={hasNextPage ? searchTexts.noneYetTitle : searchTexts.noneTitle}
            description={hasNextPage ? searchTexts.noneYetDescription : searchTexts.noneDescription}
          />
        ) : (
          <section
            aria-label={searchTexts.results}
            onKeyDown={moveFocus}
            className={isPlaceholderData ? "opacity-60" : undefined}
          >
            <Virtualizer scrollRef={scroller} data={hits} bufferSize={400}>
              {(hit) => (
                <ResultRow
                  key={hit.sequence}
                  spaceId={spaceId}
                  hit={hit}
                  query={isBeside ? query : undefined}
                  sender={senders.get(hit.source)}
                />
              )}
            </Virtualizer>
          </section>
        )}
        {ending}
      </div>
    </>
  );
}

/** The arrow keys lead from result to result. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-result]")];
  const from = links.findIndex((link) => link.contains(document.activeElement));
  const next = links[from + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const skeletonRows = ["w-24", "w-32", "w-20", "w-28"];

function ResultsSkeleton() {
  return (
    <div aria-busy="true" role="status" aria-label={searchTexts.searching} className="flex flex-col">
      {skeletonRows.map((width) => (
        <div key={width} className="flex flex-col gap-2 border-line border-b px-4 py-3">
          <Skeleton className={`h-3.5 ${width}`} />
          <Skeleton className="h-3.5 w-full" />
          <Skeleton className="h-3 w-28" />
        </div>
      ))}
    </div>
  );
}
