import type { Tx } from "@/server/db";
import type { KubeObject } from "../object";
import type { ObjectKey, Revision, StoredObject } from "./records";
import * as rows from "./repository";

/** What a write may do. Every change gets the next version and is recorded for watches. */
export interface Writing {
  now: Date;
  find(key: ObjectKey): Promise<KubeObject | undefined>;
  inNamespace(namespace: string): Promise<StoredObject[]>;
  dependentsOf(uid: string): Promise<StoredObject[]>;
  exists(uid: string): Promise<boolean>;
  create(key: ObjectKey, object: KubeObject): Promise<KubeObject>;
  replace(key: ObjectKey, object: KubeObject, before: KubeObject): Promise<KubeObject>;
  remove(key: ObjectKey, object: KubeObject): Promise<KubeObject>;
  /** Saves the clock. Whether anything was written. */
  finish(): Promise<boolean>;
}

export function createWriting(tx: Tx, revision: Revision, now: Date): Writing {
  let version = revision.current;
  const withVersion = (object: KubeObject): KubeObject => {
    version += 1n;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
  };
  return {
    now,
    find: (key) => rows.findObject(tx, key),
    inNamespace: (namespace) => rows.objectsInNamespace(tx, namespace),
    dependentsOf: (uid) => rows.dependentsOf(tx, uid),
    exists: (uid) => rows.hasObject(tx, uid),
    async create(key, draft) {
      const object = withVersion(draft);
      await rows.saveObject(tx, key, object, version, now);
      await rows.appendChange(tx, { version, kind: "ADDED", key, object, now });
      return object;
    },
    async replace(key, draft, before) {
      const object = withVersion(draft);
      await rows.saveObject(tx, key, object, version, now);
      await rows.appendChange(tx, { version, kind: "MODIFIED", key, object, before, now });
      return object;
    },
    async remove(key, last) {
      const object = withVersion(last);
      await rows.deleteObject(tx, key);
      await rows.appendChange(tx, { version, kind: "DELETED", key, object, now });
      return object;
    },
    async finish() {
      if (version === revision.current) return false;
      await rows.saveRevision(tx, version);
      return true;
    },
  };
}
