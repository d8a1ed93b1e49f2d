import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useApi, useApiClient } from "@/components/api";
import { pageZone } from "./zone";

/** A page with less says that the server's time for it was over: this many are asked for without being told to. */
const pagesByItself = 5;
const hitsEnough = 25;

/** Pages of what the query finds, a few more of them while little was found; nothing is asked for while it is empty. */
export function useResults(spaceId: string, query: string) {
  const api = useApi();
  const client = useApiClient();
  const zone = pageZone();
  const input = { spaceId, query, zone };
  const results = useInfiniteQuery({
    queryKey: [...api.search.messages.queryKey(input), "pages"],
    queryFn: ({ pageParam, signal }) => client.search.messages.query({ ...input, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const { data, isFetching, isPlaceholderData, isError, hasNextPage, fetchNextPage } = results;
  const found = data?.pages.reduce((sum, page) => sum + page.hits.length, 0) ?? 0;
  const looksOn = hasNextPage && found < hitsEnough && (data?.pages.length ?? 0) < pagesByItself;
  const isIdle = !isFetching && !isPlaceholderData && !isError;
  useEffect(() => {
    if (looksOn && isIdle) void fetchNextPage();
  }, [looksOn, isIdle, fetchNextPage]);
  return results;
}
