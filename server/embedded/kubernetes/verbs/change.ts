import { conflict, modifiedMeanwhile } from "../api-error";
import { asRecord, isEqual, type KubeObject } from "../object";
import { namespaceType } from "../resources/namespace";
import { apiVersionOf } from "../resources/resource-type";
import type { Writing } from "../store/writing";
import { checkObject } from "./check";
import { type ApiContext, keyOf, type NamedTarget, type WriteOptions } from "./context";
import { normalize } from "./decode";
import { hasFinalizers, removeObject } from "./removal";

/**
 * Stores what an existing object shall become. Only what the endpoint may write is taken over: `status` by its subresource, everything else by the
 * object. An unchanged object is not written. One that is being deleted goes when its last finalizer does.
 */
export async function change(
  context: ApiContext,
  writing: Writing,
  target: NamedTarget,
  existing: KubeObject,
  proposed: KubeObject,
  options: WriteOptions,
  own: (object: KubeObject) => void,
): Promise<KubeObject> {
  const { type } = target;
  checkIdentity(target, existing, proposed);
  const object = confine(target, existing, proposed);
  normalize(type, object);
  if (type.hasGeneration && !isEqual(desired(existing), desired(object))) {
    object.metadata.generation = (existing.metadata.generation ?? 0) + 1;
  }
  own(object);
  checkObject(type, object, existing);
  if (isEqual(object, existing)) return existing;
  if (options.isDryRun) return object;
  if (object.metadata.deletionTimestamp && !hasFinalizers(type, object)) {
    return removeObject(context, writing, target, object);
  }
  return writing.replace(keyOf(target, target.name), object, existing);
}

/** The object with only those parts of the proposal that this endpoint writes. */
function confine(target: NamedTarget, existing: KubeObject, proposed: KubeObject): KubeObject {
  const { type, subresource } = target;
  if (subresource === "status")
    return { ...existing, metadata: ownMetadata(existing, proposed), ...pick(proposed, "status") };
  if (subresource === "finalize") return { ...existing, ...pick(proposed, "spec") };
  const object: KubeObject = {
    ...proposed,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: { ...proposed.metadata, ...serverMetadata(existing) },
  };
  if (type.hasStatus) {
    delete object["status"];
    Object.assign(object, pick(existing, "status"));
  }
  if (type === namespaceType) object["spec"] = existing["spec"];
  return object;
}

/** A status write changes no metadata; what it owns is recorded all the same. */
function ownMetadata(existing: KubeObject, proposed: KubeObject): KubeObject["metadata"] {
  const { managedFields } = proposed.metadata;
  return { ...existing.metadata, ...(managedFields ? { managedFields } : {}) };
}

function pick(object: KubeObject, member: string): Record<string, unknown> {
  return object[member] === undefined ? { [member]: undefined } : { [member]: structuredClone(object[member]) };
}

function serverMetadata(existing: KubeObject): Partial<KubeObject["metadata"]> {
  const { name, namespace, uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } =
    existing.metadata;
  const { resourceVersion } = existing.metadata;
  return {
    name,
    namespace,
    uid,
    creationTimestamp,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    generation,
    resourceVersion,
  };
}

function checkIdentity(target: NamedTarget, existing: KubeObject, proposed: KubeObject): void {
  const { uid, resourceVersion } = proposed.metadata;
  const { type, name } = target;
  if (uid && uid !== existing.metadata.uid) {
    const key = `/registry/${type.group || "core"}/${type.plural}/${target.namespace ? `${target.namespace}/` : ""}${name}`;
    throw conflict(
      type,
      name,
      `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${existing.metadata.uid}`,
    );
  }
  if (resourceVersion && resourceVersion !== existing.metadata.resourceVersion) throw modifiedMeanwhile(type, name);
}

/** Everything that says what the object shall be: all but metadata and status. */
function desired(object: KubeObject): Record<string, unknown> {
  const { metadata: _metadata, status: _status, ...rest } = asRecord(object);
  return rest;
}
