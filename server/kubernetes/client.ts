import { isExpired, isNotFound } from "./errors";
import { apiVersionOf, type KubernetesObject, type ObjectRef, pathOf, type ResourceKind } from "./resources";
import type { Transport } from "./transport";
import { readWatch, type WatchEvent, type WatchOptions } from "./watch";

/** An object to send: `apiVersion` and `kind` are filled in. */
export type Draft<T extends KubernetesObject> = Omit<T, "apiVersion" | "kind" | "status">;

export interface ListOptions {
  /** All namespaces when absent. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

export interface ObjectList<T> {
  items: T[];
  /** Where a watch goes on from. */
  resourceVersion: string;
}

/** A JSON merge patch (RFC 7396). With `metadata.resourceVersion` it fails with CONFLICT when the object changed since. */
export type MergePatch = Record<string, unknown>;

/** All verbs of one kind. Failures are AppErrors: NOT_FOUND, CONFLICT, VALIDATION with the fields' paths, else UNAVAILABLE. */
export interface ResourceClient<T extends KubernetesObject> {
  readonly kind: ResourceKind;
  get(ref: ObjectRef): Promise<T>;
  /** `undefined` when there is none. */
  find(ref: ObjectRef): Promise<T | undefined>;
  /** Every object, read in chunks of one consistent snapshot. */
  list(options?: ListOptions): Promise<ObjectList<T>>;
  /** CONFLICT with reason `already_exists` when the name is taken. */
  create(object: Draft<T>): Promise<T>;
  replace(object: T): Promise<T>;
  /** Server-side apply. CONFLICT when another manager owns a field and `force` is not set. */
  apply(object: Draft<T>, options: { manager: string; force?: boolean }): Promise<T>;
  patch(ref: ObjectRef, patch: MergePatch): Promise<T>;
  /** A merge patch of the status subresource. */
  patchStatus(ref: ObjectRef, patch: MergePatch): Promise<T>;
  /** Returns once the API server took it: an object with finalizers is still there, with `deletionTimestamp`. */
  delete(ref: ObjectRef, preconditions?: { uid?: string; resourceVersion?: string }): Promise<void>;
  /** Changes after `resourceVersion`, until the server ends the watch or `signal` aborts. Throws an error that `isExpired` knows on 410. */
  watch(options: WatchOptions): AsyncIterable<WatchEvent<T>>;
}

/** The name this client writes under, unless it is given another or server-side apply names one. */
export const fieldManager = "parley";
/** The name the console writes under, for the people who use it. */
export const consoleManager = "parley-console";
const chunkObjectsMax = 500;

interface ListBody<T> {
  items?: T[];
  metadata?: { resourceVersion?: string; continue?: string };
}

export function createResourceClient<T extends KubernetesObject>(
  transport: Transport,
  kind: ResourceKind,
  ownManager = fieldManager,
): ResourceClient<T> {
  const identity = { apiVersion: apiVersionOf(kind), kind: kind.kind };
  const write = { fieldManager: ownManager, fieldValidation: "Strict" };

  async function send(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown, query = {}): Promise<T> {
    return (await transport.send({ method, path, body, query })) as T;
  }
  async function patch(path: string, contentType: string, body: unknown, query: object): Promise<T> {
    return (await transport.send({ method: "PATCH", path, contentType, body, query: { ...query } })) as T;
  }
  async function listChunks(options: ListOptions): Promise<ObjectList<T>> {
    const { namespace, labelSelector, fieldSelector } = options;
    const items: T[] = [];
    let next: string | undefined;
    let resourceVersion = "";
    do {
      const query = { labelSelector, fieldSelector, limit: chunkObjectsMax, continue: next };
      const body = (await transport.send({ method: "GET", path: pathOf(kind, { namespace }), query })) as ListBody<T>;
      for (const item of body.items ?? []) items.push({ ...identity, ...item });
      resourceVersion = body.metadata?.resourceVersion ?? resourceVersion;
      next = body.metadata?.continue || undefined;
    } while (next !== undefined);
    return { items, resourceVersion };
  }

  const client: ResourceClient<T> = {
    kind,
    get: (ref) => send("GET", pathOf(kind, ref)),
    async find(ref) {
      try {
        return await client.get(ref);
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
    async list(options = {}) {
      try {
        return await listChunks(options);
      } catch (error) {
        // A chunk's snapshot may expire while a very long list is read: one more try from the start.
        if (isExpired(error)) return listChunks(options);
        throw error;
      }
    },
    create: (object) =>
      send("POST", pathOf(kind, { namespace: object.metadata.namespace }), { ...identity, ...object }, write),
    replace: (object) => send("PUT", pathOf(kind, object.metadata), { ...identity, ...object }, write),
    apply: (object, { manager, force = false }) =>
      patch(
        pathOf(kind, object.metadata),
        "application/apply-patch+yaml",
        { ...identity, ...object },
        { fieldManager: manager, fieldValidation: "Strict", force },
      ),
    patch: (ref, body) => patch(pathOf(kind, ref), "application/merge-patch+json", body, write),
    patchStatus: (ref, body) =>
      patch(pathOf(kind, ref, "status"), "application/merge-patch+json", body, { fieldManager }),
    async delete(ref, preconditions) {
      const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", preconditions };
      await send("DELETE", pathOf(kind, ref), body);
    },
    watch: (options) => readWatch<T>(transport, kind, options),
  };
  return client;
}
