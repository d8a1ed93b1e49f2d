"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useApi, useApiClient } from "@/components/api";
import type { RouterInputs } from "@/server/api";

export type PolicyChange = RouterInputs["effects"]["preview"]["change"];

/** What a change would do to whom, as it is now; nothing is asked while there is no change. */
export function useEffectPreview(spaceId: string, change: PolicyChange | undefined) {
  const api = useApi();
  const client = useApiClient();
  return useQuery({
    queryKey: [...api.effects.pathKey(), spaceId, change],
    queryFn: ({ signal }) => {
      if (!change) throw new Error("there is no change to preview");
      return client.effects.preview.mutate({ spaceId, change }, { signal });
    },
    enabled: change !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
}
