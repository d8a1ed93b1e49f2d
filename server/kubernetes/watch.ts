import { createInterface } from "node:readline";
import { type ApiStatus, errorOfStatus, errorOfTransport } from "./errors";
import { type KubernetesObject, pathOf, type ResourceKind } from "./resources";
import type { Transport } from "./transport";

export interface WatchOptions {
  /** All namespaces when absent. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  resourceVersion: string;
  /** How long the server keeps the watch open; five minutes when absent. */
  timeoutSeconds?: number;
  signal?: AbortSignal;
  /** Called once the server has accepted the watch. */
  onOpen?: () => void;
}

export interface WatchEvent<T> {
  /** A BOOKMARK carries only a resource version to go on from. */
  type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  object: T;
}

const timeoutSecondsDefault = 300;
// A watch ends by itself after its timeout; one that is silent beyond it has lost its server.
const graceSeconds = 30;

/** The events of one watch request, in order. Ends when the server does or `signal` aborts; throws on an ERROR event. */
export async function* readWatch<T extends KubernetesObject>(
  transport: Transport,
  kind: ResourceKind,
  options: WatchOptions,
): AsyncGenerator<WatchEvent<T>> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, signal, onOpen } = options;
  const path = pathOf(kind, { namespace });
  const timeoutSeconds = options.timeoutSeconds ?? timeoutSecondsDefault;
  const described = `watch of ${path}`;
  const response = await transport.open({
    method: "GET",
    path,
    signal,
    idleTimeoutMs: (timeoutSeconds + graceSeconds) * 1_000,
    query: {
      watch: true,
      allowWatchBookmarks: true,
      timeoutSeconds,
      resourceVersion,
      labelSelector,
      fieldSelector,
    },
  });
  onOpen?.();
  let failure: Error | undefined;
  response.on("error", (error) => {
    failure = error;
  });
  try {
    for await (const line of createInterface({ input: response })) {
      if (line === "") continue;
      const event = JSON.parse(line) as { type: WatchEvent<T>["type"] | "ERROR"; object: T & ApiStatus };
      if (event.type === "ERROR") throw errorOfStatus(event.object.code ?? 500, event.object, described);
      yield { type: event.type, object: event.object };
    }
  } catch (error) {
    if (!signal?.aborted) throw errorOfTransport(error, described, transport.server);
  } finally {
    response.destroy();
  }
  if (failure !== undefined && !signal?.aborted) throw errorOfTransport(failure, described, transport.server);
}
