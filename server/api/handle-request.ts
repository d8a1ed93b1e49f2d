import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createApiContext } from "./context";
import { isCrossOrigin } from "./cross-origin";
import { appRouter } from "./root";

/** Answers `/api/trpc/*`. A browser that was sent here by a page of another origin is refused, cookies or not. */
export async function handleApiRequest(request: Request): Promise<Response> {
  if (isCrossOrigin(request.headers)) return new Response("Cross-origin calls are not served here.", { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: createApiContext,
    allowBatching: true,
  });
}
