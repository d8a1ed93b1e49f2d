import { type Logger, pause } from "@/server/kernel";
import type { ResourceClient } from "./client";
import { isExpired } from "./errors";
import type { KubernetesObject, ObjectRef } from "./resources";

export interface InformerOptions<T extends KubernetesObject> {
  client: ResourceClient<T>;
  log: Logger;
  /** All namespaces when absent. */
  namespace?: string;
  labelSelector?: string;
  /** Called after the cache changed, in order: `object` is absent after a deletion, `previous` after an addition. `initial` during the first list. */
  onChange: (change: InformerChange<T>) => void;
  /** How long one watch request lasts; the server's limit applies too. */
  watchSeconds?: number;
}

export interface InformerChange<T> {
  ref: ObjectRef;
  object?: T;
  previous?: T;
  initial: boolean;
}

/** A copy of all objects of a kind, kept current by list and watch. */
export interface Informer<T extends KubernetesObject> {
  /** Resolves once the first list is in the cache; keeps trying while the server cannot be reached. */
  start(): Promise<void>;
  get(ref: ObjectRef): T | undefined;
  list(namespace?: string): T[];
  stop(): Promise<void>;
}

const retryMsMin = 200;
const retryMsMax = 10_000;

/**
 * Watches go on from the last resource version seen; only when the server no longer keeps it (410) is everything listed
 * again, and what vanished meanwhile is reported as deleted.
 */
export function createInformer<T extends KubernetesObject>(options: InformerOptions<T>): Informer<T> {
  const { client, log, onChange } = options;
  const cache = new Map<string, T>();
  const stopped = new AbortController();
  let resourceVersion = "";
  let loop: Promise<void> | undefined;
  let hasListed = false;

  function put(object: T): void {
    const key = keyOf(object.metadata);
    const previous = cache.get(key);
    if (previous !== undefined && previous.metadata.resourceVersion === object.metadata.resourceVersion) return;
    cache.set(key, object);
    onChange({ ref: refOf(object), object, previous, initial: !hasListed });
  }

  function remove(key: string): void {
    const previous = cache.get(key);
    if (previous === undefined) return;
    cache.delete(key);
    onChange({ ref: refOf(previous), previous, initial: false });
  }

  async function relist(): Promise<void> {
    const list = await client.list(options);
    const present = new Set(list.items.map((item) => keyOf(item.metadata)));
    for (const key of [...cache.keys()]) if (!present.has(key)) remove(key);
    for (const item of list.items) put(item);
    resourceVersion = list.resourceVersion;
    hasListed = true;
  }

  async function watchOnce(onOpen: () => void): Promise<void> {
    const events = client.watch({
      namespace: options.namespace,
      labelSelector: options.labelSelector,
      timeoutSeconds: options.watchSeconds,
      resourceVersion,
      signal: stopped.signal,
      onOpen,
    });
    for await (const event of events) {
      if (event.type === "DELETED") remove(keyOf(event.object.metadata));
      else if (event.type !== "BOOKMARK") put(event.object);
      resourceVersion = event.object.metadata.resourceVersion ?? resourceVersion;
    }
  }

  async function run(onListed: () => void): Promise<void> {
    let retryMs = retryMsMin;
    while (!stopped.signal.aborted) {
      try {
        if (resourceVersion === "") {
          await relist();
          onListed();
        }
        await watchOnce(() => {
          retryMs = retryMsMin;
        });
      } catch (error) {
        if (isExpired(error)) {
          resourceVersion = "";
          continue;
        }
        if (stopped.signal.aborted) return;
        log.warn({ err: error, kind: client.kind.kind, retryMs }, "watch interrupted");
        await pause(retryMs * (0.5 + Math.random() / 2), stopped.signal);
        retryMs = Math.min(retryMs * 2, retryMsMax);
      }
    }
  }

  return {
    start: () =>
      new Promise((resolve) => {
        loop ??= run(resolve).finally(resolve);
      }),
    get: (ref) => cache.get(keyOf(ref)),
    list: (namespace) =>
      [...cache.values()].filter((object) => namespace === undefined || object.metadata.namespace === namespace),
    async stop() {
      stopped.abort();
      await loop;
    },
  };
}

function keyOf(ref: ObjectRef): string {
  return `${ref.namespace ?? ""}/${ref.name}`;
}

function refOf(object: KubernetesObject): ObjectRef {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? { name } : { namespace, name };
}
