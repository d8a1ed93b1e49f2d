"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api";

/** Reads again what the screens show of people. */
export function useRefreshPeople(): () => void {
  const api = useApi();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: api.people.pathKey() });
    void queries.invalidateQueries({ queryKey: api.me.pathKey() });
  };
}
