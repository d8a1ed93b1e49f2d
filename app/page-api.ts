import { QueryClient } from "@tanstack/react-query";
import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type ApiContext, appRouter, createApiContext } from "@/server/api";

/** Who asks, once per request. */
export const pageContext: () => Promise<ApiContext> = cache(createApiContext);

/** The API and one query cache for everything that makes the page; the cache is handed to the browser with it. */
export const pageApi = cache(async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: false } } });
  const api = createTRPCOptionsProxy({ router: appRouter, ctx: await pageContext(), queryClient: queries });
  return { api, queries };
});

/** Sends whoever is not signed in to the sign-in page, and from there back to where they wanted to go. */
export async function requireSignIn(): Promise<void> {
  const { user } = await pageContext();
  if (user) return;
  const path = (await headers()).get("x-path") ?? "/";
  redirect(`/signin?next=${encodeURIComponent(path)}`);
}

/** A name that no channel can have is refused as a bad request. */
const leadingNowhere = new Set<string>(["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"]);

/** The call's answer; the page for addresses that lead nowhere when there is none for this person. */
export async function orNotFound<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof TRPCError && leadingNowhere.has(error.code)) notFound();
    throw error;
  }
}
