import { type NamespaceResource, platformGroup } from "@/server/kubernetes";

export const spaceLabel = `${platformGroup}/space`;
export const displayNameAnnotation = `${platformGroup}/display-name`;

/** Whether a namespace says it is a space and is not going away. */
export function isSpaceNamespace(namespace: NamespaceResource | undefined): namespace is NamespaceResource {
  return namespace?.metadata.labels?.[spaceLabel] === "true" && namespace.metadata.deletionTimestamp === undefined;
}
