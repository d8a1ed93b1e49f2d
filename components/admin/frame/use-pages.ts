"use client";

import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { failureOf } from "@/components/api";
import type { MoreRows, TableFailure } from "@/components/ui";
import { frameTexts } from "./texts";

export interface PageOf<Row> {
  rows: readonly Row[];
  /** Passed to `read` for the following page; nothing at the end. */
  next?: string | null;
}

interface PagesOptions<Row, Told> {
  /** The procedure's own query key with its input, so that whatever invalidates the procedure reads these pages again. */
  queryKey: QueryKey;
  read: (after: string | undefined, signal: AbortSignal) => Promise<PageOf<Row> & Told>;
  /** Nothing is read while it is false. */
  isEnabled?: boolean;
}

export interface Pages<Row, Told = unknown> {
  /** What was read so far; undefined before the first page. */
  rows: readonly Row[] | undefined;
  /** The first page, with whatever else it told, such as a total. */
  first: (PageOf<Row> & Told) | undefined;
  more: MoreRows;
  failure: TableFailure | undefined;
  /** The rows answer an earlier question. */
  isStale: boolean;
}

/** A list read page by page as it is scrolled, in the shape a `DataTable` takes. Another question keeps the old rows until it is answered. */
export function usePages<Row, Told = unknown>({
  queryKey,
  read,
  isEnabled = true,
}: PagesOptions<Row, Told>): Pages<Row, Told> {
  const query = useInfiniteQuery({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData } = query;
  const message = error ? failureOf(error).message : undefined;
  return {
    rows: data?.pages.flatMap((page) => page.rows),
    first: data?.pages[0],
    more: {
      hasMore: hasNextPage,
      isLoading: isFetchingNextPage,
      failure: isFetchNextPageError ? message : undefined,
      load: () => void query.fetchNextPage(),
    },
    failure: error
      ? { title: frameTexts.listFailed, description: message, onRetry: () => void query.refetch() }
      : undefined,
    isStale: isPlaceholderData,
  };
}
