import { type ApiError, expired, type Status } from "../api-error";
import type { KubeObject } from "../object";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import type { Change } from "../store/records";
import type { ApiContext, Target } from "./context";
import { list, readVersion } from "./read";
import { matches, type Selection } from "./selection";

export interface WatchOptions {
  selection: Selection;
  resourceVersion: string | undefined;
  /** Whether clients want to hear of the position from time to time. */
  allowsBookmarks: boolean;
  /** Whether the present objects come first, and a bookmark that says they are complete. */
  sendsInitialEvents: boolean;
  timeoutMs: number;
}

export type WatchEvent =
  | { type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK"; object: KubeObject }
  | { type: "ERROR"; object: Status };

const bookmarkIntervalMs = 30_000;

/**
 * The changes to a collection, in order and none left out, until `timeoutMs` has passed or `signal` aborts. Without a version, or from "0", it starts with
 * the present objects. Ends with an ERROR event of code 410 when the changes since the given version are no longer kept.
 */
export async function* watch(
  context: ApiContext,
  target: Target,
  options: WatchOptions,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const { type } = target;
  const ends = AbortSignal.any([signal, AbortSignal.timeout(options.timeoutMs)]);
  const start = await begin(context, target, options);
  if ("error" in start) {
    yield { type: "ERROR", object: start.error.toStatus() };
    return;
  }
  for (const object of start.objects) yield { type: "ADDED", object };
  let cursor = start.version;
  if (options.sendsInitialEvents) yield bookmark(type, cursor, { "k8s.io/initial-events-end": "true" });
  let bookmarkAt = Date.now() + bookmarkIntervalMs;
  while (!ends.aborted) {
    const batch = await context.changes.read(cursor);
    if ("expired" in batch) {
      yield { type: "ERROR", object: expired(cursor, batch.compacted).toStatus() };
      return;
    }
    for (const change of batch.changes) {
      const event = eventOf(target, options.selection, change);
      if (event) yield event;
    }
    cursor = batch.position;
    if (batch.changes.length > 0) continue;
    if (options.allowsBookmarks && Date.now() >= bookmarkAt) {
      bookmarkAt = Date.now() + bookmarkIntervalMs;
      yield bookmark(type, cursor);
    }
    await waitForChange(context, cursor, ends);
  }
  if (options.allowsBookmarks && !signal.aborted) yield bookmark(type, cursor);
}

/** Waits for a change, the end of the watch, or the time of the next bookmark. */
async function waitForChange(context: ApiContext, cursor: bigint, ends: AbortSignal): Promise<void> {
  const wait = new AbortController();
  const abort = () => wait.abort();
  const timer = setTimeout(abort, bookmarkIntervalMs);
  ends.addEventListener("abort", abort, { once: true });
  await context.changes.wait(cursor, ends.aborted ? ends : wait.signal);
  clearTimeout(timer);
  ends.removeEventListener("abort", abort);
}

type Start = { objects: KubeObject[]; version: bigint } | { error: ApiError };

async function begin(context: ApiContext, target: Target, options: WatchOptions): Promise<Start> {
  const { resourceVersion, selection, sendsInitialEvents } = options;
  if (sendsInitialEvents || !resourceVersion || resourceVersion === "0") {
    return list(context, target, { selection, limit: undefined, next: undefined, resourceVersion: undefined });
  }
  const version = readVersion(resourceVersion);
  const { current, compacted } = await context.store.revision();
  // A version from the future is one of another database: only a new list helps.
  if (version < compacted || version > current) return { error: expired(version, compacted) };
  return { objects: [], version };
}

function eventOf({ type, namespace }: Target, selection: Selection, change: Change): WatchEvent | undefined {
  const { key, object, previous } = change;
  if (key.group !== type.group || key.resource !== type.plural) return undefined;
  if (namespace && key.namespace !== namespace) return undefined;
  const isIn = matches(type, selection, object);
  if (change.kind !== "MODIFIED") return isIn ? { type: change.kind, object } : undefined;
  const wasIn = previous ? matches(type, selection, previous) : isIn;
  if (isIn) return { type: wasIn ? "MODIFIED" : "ADDED", object };
  if (!wasIn || !previous) return undefined;
  const { resourceVersion } = object.metadata;
  return { type: "DELETED", object: { ...previous, metadata: { ...previous.metadata, resourceVersion } } };
}

function bookmark(type: ResourceType, version: bigint, annotations?: Record<string, string>): WatchEvent {
  const metadata = { resourceVersion: String(version), ...(annotations ? { annotations } : {}) };
  const object = {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: metadata as unknown as KubeObject["metadata"],
  };
  return { type: "BOOKMARK", object };
}
