import { badRequest, notFound, preconditionFailed, type Status } from "../api-error";
import { asRecord, isRecord, type KubeObject } from "../object";
import type { Writing } from "../store/writing";
import { type ApiContext, keyOf, type NamedTarget, type Target } from "./context";
import { type Deletion, deleteObject, type Propagation } from "./removal";
import { matches, type Selection } from "./selection";

export interface DeleteOptions {
  propagation: Propagation;
  uid?: string;
  resourceVersion?: string;
  isDryRun: boolean;
}

/** Reads a `DeleteOptions` body; query parameters win over nothing being said. */
export function readDeleteOptions(body: unknown, query: URLSearchParams): DeleteOptions {
  if (body !== undefined && !isRecord(body)) throw badRequest("the body is not a DeleteOptions object");
  const options = asRecord(body);
  const preconditions = asRecord(options["preconditions"]);
  const propagation = options["propagationPolicy"] ?? query.get("propagationPolicy") ?? "Background";
  if (propagation !== "Background" && propagation !== "Foreground" && propagation !== "Orphan") {
    throw badRequest(`propagationPolicy must be Background, Foreground or Orphan, not ${JSON.stringify(propagation)}`);
  }
  const dryRun = options["dryRun"] ?? query.getAll("dryRun");
  return {
    propagation,
    uid: textOf(preconditions["uid"]),
    resourceVersion: textOf(preconditions["resourceVersion"]),
    isDryRun: Array.isArray(dryRun) && dryRun.includes("All"),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object while finalizers hold it, or the news that it is gone. */
export type DeleteResult = { object: KubeObject } | { success: Status };

/** DELETE of one object. 404 when there is none, 409 when a precondition does not hold. */
export async function remove(context: ApiContext, target: NamedTarget, options: DeleteOptions): Promise<DeleteResult> {
  const { type, name } = target;
  const deletion = await context.store.write(async (writing): Promise<Deletion> => {
    const existing = await writing.find(keyOf(target, name));
    if (!existing) throw notFound(type, name);
    checkPreconditions(target, existing, options);
    if (options.isDryRun) return { object: existing, isGone: !existing.metadata.finalizers };
    return deleteObject(context, writing, target, existing, options.propagation);
  });
  if (!deletion.isGone) return { object: deletion.object };
  const { uid } = deletion.object.metadata;
  const details = { name, ...(type.group ? { group: type.group } : {}), kind: type.plural, uid };
  return { success: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details } };
}

/** DELETE of a collection: everything the selection names. Answers with what was there. */
export async function removeCollection(
  context: ApiContext,
  target: Target,
  selection: Selection,
  options: DeleteOptions,
): Promise<{ objects: KubeObject[]; version: bigint }> {
  const { type, namespace } = target;
  const query = { group: type.group, resource: type.plural, ...(namespace ? { namespace } : {}) };
  const { objects, revision } = await context.store.list(query);
  const chosen = objects.filter(({ object }) => matches(type, selection, object));
  const deleteOne = async (writing: Writing, key: (typeof chosen)[number]["key"]) => {
    const current = await writing.find(key);
    if (current) await deleteObject(context, writing, { type, namespace: key.namespace }, current, options.propagation);
  };
  for (const { key } of options.isDryRun ? [] : chosen) await context.store.write((writing) => deleteOne(writing, key));
  return { objects: chosen.map(({ object }) => object), version: revision.current };
}

function checkPreconditions({ type, name }: NamedTarget, object: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion } = object.metadata;
  if (options.uid && options.uid !== uid) {
    throw preconditionFailed(
      type,
      name,
      `the UID in the precondition (${options.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (options.resourceVersion && options.resourceVersion !== resourceVersion) {
    throw preconditionFailed(
      type,
      name,
      `the ResourceVersion in the precondition (${options.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}
