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

interface PagesOptions<Row> {
  /** The procedure's own query key with its input, so that whatever invalidates the procedure reads these pages again. */
  queryKey: QueryKey;
  read: (after: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>;
  /** Nothing is read while it is false. */
  isEnabled?: boolean;
}

export interface Pages<Row> {
  /** What was read so far; undefined before the first page. */
  rows: readonly Row[] | undefined;
  more: MoreRows;
  failure: TableFailure | undefined;
  /** The rows answer an earlier question. */
  isStale: boolean;
}

/** A list read page by page as it is scrolled, in the shape a `DataTable` takes. Another question keeps the old rows until it is answered. */
export function usePages<Row>({ queryKey, read, isEnabled = true }: PagesOptions<Row>): Pages<Row> {
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
