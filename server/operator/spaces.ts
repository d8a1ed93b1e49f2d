import { type NamespaceResource, platformGroup } from "@/server/kubernetes";

export const spaceLabel = `${platformGroup}/space`;
export const displayNameAnnotation = `${platformGroup}/display-name`;
/** Written by the operator: the public key of the space's NATS account. */
export const accountAnnotation = `${platformGroup}/nats-account`;
/** Written by the operator: `Ready`, or why the space is not. */
export const stateAnnotation = `${platformGroup}/state`;

/** Whether a namespace says it is a space and is not going away. */
export function isSpaceNamespace(namespace: NamespaceResource | undefined): namespace is NamespaceResource {
  return namespace?.metadata.labels?.[spaceLabel] === "true" && namespace.metadata.deletionTimestamp === undefined;
}
