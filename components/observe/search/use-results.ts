import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useApi, useApiClient } from "@/components/api";
import { pageZone } from "./zone";

/** Pages of what the query finds; nothing is asked for while it is empty. */
export function useResults(spaceId: string, query: string) {
  const api = useApi();
  const client = useApiClient();
  const zone = pageZone();
  const input = { spaceId, query, zone };
  return useInfiniteQuery({
    queryKey: [...api.search.messages.queryKey(input), "pages"],
    queryFn: ({ pageParam, signal }) => client.search.messages.query({ ...input, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: query !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}
