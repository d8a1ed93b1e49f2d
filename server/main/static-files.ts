import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

const prefix = "/_next/static";
const yearSeconds = 31_536_000;

/** Serves the console's scripts and style sheets as they were compressed when it was built; what it has not goes to `next`. */
export function staticFiles(
  root: string,
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const serve = sirv(join(root, ".next/static"), {
    brotli: true,
    etag: true,
    immutable: true,
    maxAge: yearSeconds,
    setHeaders: (response) => {
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    },
  });
  return (request, response, next) => {
    const { url = "" } = request;
    if (!url.startsWith(`${prefix}/`)) return next();
    request.url = url.slice(prefix.length);
    serve(request, response, () => {
      request.url = url;
      next();
    });
  };
}
