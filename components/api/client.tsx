"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "@/server/api";
import { failureOf } from "./failure";
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

/** A session that has ended ends the page too: what it shows may not be this person's any more. */
function leaveWhenSignedOut(error: unknown): void {
  if (typeof window === "undefined" || failureOf(error).code !== "UNAUTHORIZED") return;
  const { pathname } = window.location;
  if (pathname !== "/signin") window.location.assign(`/signin?next=${encodeURIComponent(pathname)}`);
}

function createQueryClient() {
  return new QueryClient({
    defaultOptions: queryDefaults,
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  });
}

/** Gives the page one query cache and one client of the API. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={queryClient}>
      <context.TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  );
}
