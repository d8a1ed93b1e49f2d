// What Next puts around a route handler, so that the console's own handlers run here as they are: `cookies()` and
// `headers()` read the request from these two stores.
import "next/dist/server/node-environment-baseline.js";
import { createRequire } from "node:module";
import type { NextRequest } from "next/server";

interface Store {
  run<Result>(store: object, work: () => Result): Result;
}

const next = createRequire(import.meta.url);
const { workAsyncStorage } = next("next/dist/server/app-render/work-async-storage.external.js") as {
  workAsyncStorage: Store;
};
const { workUnitAsyncStorage } = next("next/dist/server/app-render/work-unit-async-storage.external.js") as {
  workUnitAsyncStorage: Store;
};
const { RequestCookies } = next("next/dist/server/web/spec-extension/cookies.js") as {
  RequestCookies: new (headers: Headers) => unknown;
};
const { NextRequest: NextRequestClass } = next("next/server") as { NextRequest: typeof NextRequest };

/** Calls a handler of the console with a request, inside the scope that Next would give it. */
export function inRequestScope<Answer>(
  request: Request,
  handle: (request: NextRequest) => Promise<Answer>,
): Promise<Answer> {
  const scope = {
    type: "request",
    phase: "render",
    headers: request.headers,
    cookies: new RequestCookies(request.headers),
  };
  const made = new NextRequestClass(request);
  return workAsyncStorage.run({ route: new URL(request.url).pathname }, () =>
    workUnitAsyncStorage.run(scope, () => handle(made)),
  );
}
