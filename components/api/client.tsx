"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/api";
import { queryDefaults } from "./query-defaults";

const context = createTRPCContext<AppRouter>();

/** Options makers for TanStack Query: `useQuery(useApi().channels.list.queryOptions({ spaceId }))`. */
export const useApi = context.useTRPC;

/** The plain client, for calls outside of queries: `client.session.credential.mutate(…)`. */
export const useApiClient = context.useTRPCClient;

const path = "/api/trpc";

function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url: path }),
        false: httpBatchStreamLink({ url: path, maxURLLength: 4_096 }),
      }),
    ],
  });
}

/** Gives the page one query cache and one client of the API. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: queryDefaults }));
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
