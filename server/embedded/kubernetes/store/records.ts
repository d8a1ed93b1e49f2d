import type { KubeObject } from "../object";

/** The one thing a stored object is found by. `namespace` is empty for kinds that live outside of namespaces. */
export interface ObjectKey {
  group: string;
  resource: string;
  namespace: string;
  name: string;
}

export interface StoredObject {
  key: ObjectKey;
  object: KubeObject;
}

export type ChangeKind = "ADDED" | "MODIFIED" | "DELETED";

/** One write, as watches see it. A deletion carries the object's last state, with the version of the deletion. */
export interface Change {
  version: bigint;
  kind: ChangeKind;
  key: ObjectKey;
  object: KubeObject;
  /** What it was before a modification. */
  previous: KubeObject | undefined;
}

export interface Revision {
  /** The version of the last write. */
  current: bigint;
  /** Changes up to here are no longer kept. */
  compacted: bigint;
}

export interface ListQuery {
  group: string;
  resource: string;
  /** All namespaces when absent. */
  namespace?: string;
  name?: string;
  after?: { namespace: string; name: string };
  limit?: number;
}
