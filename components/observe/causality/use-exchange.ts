"use client";

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useApi, useApiClient } from "@/components/api";
import { useSpaceSession } from "@/components/chat";
import { type Exchange, mergePages, withNewest } from "./graph";
import { useNews } from "./use-news";

export interface ReadExchange {
  /** Absent until it was read. */
  exchange: Exchange | undefined;
  error: unknown;
  hasEarlier: boolean;
  isLoadingEarlier: boolean;
  earlierFailed: boolean;
  loadEarlier: () => void;
  retry: () => void;
}

type Pages = InfiniteData<Exchange, number | undefined>;

/** An exchange as far as the reader may see it, growing while they look: its pages, and whatever comes meanwhile. */
export function useExchange(correlationId: string): ReadExchange {
  const { spaceId } = useSpaceSession();
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const input = { spaceId, correlationId };
  const queryKey = useMemo(
    () => [...api.exchanges.read.queryKey({ spaceId, correlationId }), "pages"],
    [api, spaceId, correlationId],
  );
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => client.exchanges.read.query({ ...input, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const newest = useQuery({ ...api.exchanges.latest.queryOptions(input), enabled: pages.isSuccess });

  useEffect(() => {
    const read = queries.getQueryData<Pages>(queryKey);
    const first = read?.pages[0];
    if (!newest.data || !read || !first) return;
    const joined = withNewest(first, newest.data);
    if (joined) queries.setQueryData<Pages>(queryKey, { ...read, pages: [joined, ...read.pages.slice(1)] });
    else void queries.invalidateQueries({ queryKey });
  }, [newest.data, queries, queryKey]);

  const exchange = useMemo(() => mergePages(pages.data?.pages ?? []), [pages.data]);
  useNews(exchange, {
    onMessage: () => newest.refetch(),
    onRedaction: () => pages.refetch(),
  });
  return {
    exchange,
    error: pages.data ? undefined : pages.error,
    hasEarlier: pages.hasNextPage,
    isLoadingEarlier: pages.isFetchingNextPage,
    earlierFailed: pages.isFetchNextPageError,
    loadEarlier: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
