import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { ApiError } from "../api-error";
import type { ServeDocuments } from "../discovery/documents";
import type { ServerIdentity } from "../tls/server-identity";
import type { ApiContext } from "../verbs/context";
import { parseAddress } from "./address";
import { sendError, sendText } from "./answer";
import { authenticate } from "./authenticate";
import { serveResource } from "./serve-resource";
import { serveReview } from "./serve-review";

export interface HttpOptions {
  context: ApiContext;
  identity: ServerIdentity;
  documents: ServeDocuments;
  token: string;
  /** Aborts when the server stops: watches end. */
  stopping: AbortSignal;
}

/**
 * The API server's HTTPS side: authentication, then the paths of the Kubernetes API. Nothing that is thrown leaves it unanswered. There is no plain HTTP,
 * for kubectl sends its credentials over TLS only.
 */
export function createHttpServer(options: HttpOptions): Server {
  const { context, identity } = options;
  const server = createServer(identity, (request, response) => {
    // A client that keeps its connection busy would keep a stopping server up.
    if (options.stopping.aborted) response.setHeader("connection", "close");
    serve(options, request, response).catch((error: unknown) => {
      const known = error instanceof ApiError ? error : internalError(error);
      if (known !== error)
        context.log.error({ err: error, method: request.method, url: request.url }, "a request failed");
      if (response.headersSent) response.destroy();
      else sendError(response, known);
    });
  });
  // Watches stay open for as long as they like.
  server.requestTimeout = 0;
  return server;
}

async function serve(options: HttpOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { context, documents, token, stopping } = options;
  const url = parseUrl(request.url ?? "/");
  const path = url.pathname;
  const address = parseAddress(path);
  authenticate(request, path, address, token);
  if (["/healthz", "/livez", "/readyz"].includes(path)) return sendText(response, 200, "ok");
  if (documents(request, response, url)) return;
  if (address) {
    if (await serveReview(request, response, address)) return;
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping]);
    if (await serveResource(context, address, { request, response, query: url.searchParams, signal })) return;
  }
  sendText(response, 404, "404 page not found\n");
}

function parseUrl(target: string): URL {
  try {
    const url = new URL(target, "http://localhost");
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw new ApiError(400, "BadRequest", "the request's address is malformed");
  }
}

function internalError(error: unknown): ApiError {
  const detail = error instanceof Error ? error.message.split("\n").at(-1) : "unknown";
  return new ApiError(500, "InternalError", `Internal error occurred: ${detail}`, {
    causes: [{ message: String(detail) }],
  });
}
