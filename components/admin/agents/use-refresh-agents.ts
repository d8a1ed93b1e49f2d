"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "@/components/api";

/** Reads again what is shown of agents: their keys are nothing that changes anybody's rights, so no event tells of them. */
export function useRefreshAgents(): () => void {
  const api = useApi();
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: api.agents.pathKey() });
}
