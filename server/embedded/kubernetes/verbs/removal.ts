import { forbidden } from "../api-error";
import { asRecord, formatTime, type KubeObject, type OwnerReference } from "../object";
import { namespaceType } from "../resources/namespace";
import type { ResourceType } from "../resources/resource-type";
import type { StoredObject } from "../store/records";
import type { Writing } from "../store/writing";
import { type ApiContext, keyOf, type Target } from "./context";

/** What becomes of objects that name the deleted one as their owner. */
export type Propagation = "Background" | "Foreground" | "Orphan";

export interface Deletion {
  /** The object's last state: gone, or waiting for its finalizers. */
  object: KubeObject;
  isGone: boolean;
}

const foregroundFinalizer = "foregroundDeletion";
const lastingNamespaces = ["default", "kube-system"];

/** Whether somebody still has to do something before the object may go. */
export function hasFinalizers(type: ResourceType, object: KubeObject): boolean {
  if ((object.metadata.finalizers ?? []).length > 0) return true;
  const own = asRecord(object["spec"])["finalizers"];
  return type === namespaceType && Array.isArray(own) && own.length > 0;
}

/** Deletes an object, or marks it for deletion while it has finalizers. A namespace takes its content along. */
export async function deleteObject(
  context: ApiContext,
  writing: Writing,
  target: Target,
  object: KubeObject,
  propagation: Propagation = "Background",
): Promise<Deletion> {
  if (target.type === namespaceType) return terminateNamespace(context, writing, object);
  const dependents = propagation === "Background" ? [] : await writing.dependentsOf(object.metadata.uid ?? "");
  if (propagation === "Orphan") for (const dependent of dependents) await disown(context, writing, dependent, object);
  const isBlocked = propagation === "Foreground" && (await deleteFirst(context, writing, object, dependents));
  const finalizers = [...(object.metadata.finalizers ?? []), ...(isBlocked ? [foregroundFinalizer] : [])];
  if (finalizers.length === 0) {
    return { object: await removeObject(context, writing, target, object), isGone: true };
  }
  if (object.metadata.deletionTimestamp) return { object, isGone: false };
  const marked = markDeleted(object, finalizers, writing.now);
  return { object: await writing.replace(keyOf(target, object.metadata.name), marked, object), isGone: false };
}

function markDeleted(object: KubeObject, finalizers: string[], now: Date): KubeObject {
  const { metadata } = object;
  const next = {
    ...metadata,
    deletionTimestamp: formatTime(now),
    deletionGracePeriodSeconds: 0,
    ...(finalizers.length > 0 ? { finalizers } : {}),
    ...(metadata.generation === undefined ? {} : { generation: metadata.generation + 1 }),
  };
  return { ...object, metadata: next };
}

/** Takes an object out for good, and what belongs to it alone; a namespace that is being deleted goes with its last object. */
export async function removeObject(
  context: ApiContext,
  writing: Writing,
  target: Target,
  object: KubeObject,
): Promise<KubeObject> {
  const removed = await writing.remove(keyOf(target, object.metadata.name), object);
  for (const dependent of await writing.dependentsOf(object.metadata.uid ?? "")) {
    await abandon(context, writing, dependent, object);
  }
  for (const owner of object.metadata.ownerReferences ?? []) await release(context, writing, target, owner);
  if (target.type.isNamespaced) await finishNamespace(context, writing, target.namespace);
  return removed;
}

/** An owner is gone: the dependent goes too, unless another owner is left. */
async function abandon(
  context: ApiContext,
  writing: Writing,
  dependent: StoredObject,
  owner: KubeObject,
): Promise<void> {
  for (const { uid } of dependent.object.metadata.ownerReferences ?? []) {
    if (uid !== owner.metadata.uid && (await writing.exists(uid))) return disown(context, writing, dependent, owner);
  }
  const target = targetOf(context, dependent);
  if (target) await deleteObject(context, writing, target, dependent.object);
}

async function disown(
  context: ApiContext,
  writing: Writing,
  dependent: StoredObject,
  owner: KubeObject,
): Promise<void> {
  const { object, key } = dependent;
  const { ownerReferences = [], ...metadata } = object.metadata;
  const kept = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid);
  const next = { ...object, metadata: { ...metadata, ...(kept.length > 0 ? { ownerReferences: kept } : {}) } };
  if (targetOf(context, dependent)) await writing.replace(key, next, object);
}

/** Deletes what belongs to an object before the object itself. Whether something that blocks the owner has to wait. */
async function deleteFirst(
  context: ApiContext,
  writing: Writing,
  owner: KubeObject,
  dependents: StoredObject[],
): Promise<boolean> {
  let isBlocked = false;
  for (const dependent of dependents) {
    const target = targetOf(context, dependent);
    if (!target) continue;
    const { isGone } = await deleteObject(context, writing, target, dependent.object, "Foreground");
    const reference = dependent.object.metadata.ownerReferences?.find(({ uid }) => uid === owner.metadata.uid);
    if (!isGone && reference?.blockOwnerDeletion) isBlocked = true;
  }
  return isBlocked;
}

/** A dependent is gone: an owner that waited only for it goes on being deleted. */
async function release(context: ApiContext, writing: Writing, from: Target, reference: OwnerReference): Promise<void> {
  const type = context.registry.findKind(reference.apiVersion, reference.kind);
  if (!type) return;
  const target = { type, namespace: type.isNamespaced ? from.namespace : "" };
  const owner = await writing.find(keyOf(target, reference.name));
  const finalizers = owner?.metadata.finalizers ?? [];
  if (!owner || owner.metadata.uid !== reference.uid || !finalizers.includes(foregroundFinalizer)) return;
  const blocking = (await writing.dependentsOf(reference.uid)).some(({ object }) =>
    object.metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === reference.uid && blockOwnerDeletion),
  );
  if (blocking) return;
  const kept = finalizers.filter((name) => name !== foregroundFinalizer);
  const { finalizers: _all, ...metadata } = owner.metadata;
  const next = { ...owner, metadata: { ...metadata, ...(kept.length > 0 ? { finalizers: kept } : {}) } };
  if (kept.length === 0) await removeObject(context, writing, target, next);
  else await writing.replace(keyOf(target, reference.name), next, owner);
}

async function terminateNamespace(context: ApiContext, writing: Writing, namespace: KubeObject): Promise<Deletion> {
  const { name } = namespace.metadata;
  if (lastingNamespaces.includes(name)) throw forbidden(namespaceType, name, "this namespace may not be deleted");
  if (namespace.metadata.deletionTimestamp) return { object: namespace, isGone: false };
  const status = { ...asRecord(namespace["status"]), phase: "Terminating" };
  const marked = { ...markDeleted(namespace, namespace.metadata.finalizers ?? [], writing.now), status };
  const object = await writing.replace(keyOf({ type: namespaceType, namespace: "" }, name), marked, namespace);
  for (const stored of await writing.inNamespace(name)) {
    const target = targetOf(context, stored);
    // What went along with another object of the namespace is no longer there.
    const current = target && (await writing.find(stored.key));
    if (target && current) await deleteObject(context, writing, target, current);
  }
  await finishNamespace(context, writing, name);
  return { object, isGone: false };
}

/** Removes a namespace that is being deleted, once it is empty. */
async function finishNamespace(context: ApiContext, writing: Writing, name: string): Promise<void> {
  const target = { type: namespaceType, namespace: "" };
  const namespace = await writing.find(keyOf(target, name));
  if (!namespace?.metadata.deletionTimestamp || (await writing.inNamespace(name)).length > 0) return;
  const emptied = { ...namespace, spec: { ...asRecord(namespace["spec"]), finalizers: [] } };
  if ((emptied.metadata.finalizers ?? []).length > 0) await writing.replace(keyOf(target, name), emptied, namespace);
  else await removeObject(context, writing, target, emptied);
}

function targetOf(context: ApiContext, { key }: StoredObject): Target | undefined {
  const type = context.registry.types.find(({ group, plural }) => group === key.group && plural === key.resource);
  return type ? { type, namespace: key.namespace } : undefined;
}
