import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createApiContext } from "./context";
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

/** By the headers a page cannot set itself (Fetch Metadata, and Origin for older browsers). Programs send neither. */
function isCrossOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = headers.get("origin");
  return origin !== null && !(URL.canParse(origin) && new URL(origin).host === headers.get("host"));
}
