import type { KubeObject } from "../object";
import type { ResourceType } from "../resources/resource-type";
import { joinPath, type PathSet, withoutSubtrees } from "./path-set";

const serverFields = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "name",
  "namespace",
  "resourceVersion",
  "selfLink",
  "uid",
].map((name) => joinPath("f:metadata", `f:${name}`));

/** The set without the fields that nobody owns: identity, what the server keeps, and what this endpoint does not write. */
export function ownable(type: ResourceType, set: PathSet, subresource: string): PathSet {
  const others = subresource === "status" ? ["f:spec", "f:metadata"] : type.hasStatus ? ["f:status"] : [];
  const kept = withoutSubtrees(set, ["f:apiVersion", "f:kind", ...serverFields, ...others]);
  kept.delete("f:metadata");
  return kept;
}

/** The object as it is compared: without the bookkeeping that every write changes. */
export function comparable(object: KubeObject): KubeObject {
  const { managedFields: _managed, resourceVersion: _version, ...metadata } = object.metadata;
  return { ...object, metadata };
}
