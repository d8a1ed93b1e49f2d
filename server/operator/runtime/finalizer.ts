import { type KubernetesObject, platformGroup, type ResourceClient } from "@/server/kubernetes";

/** Holds a deleted resource until its channel or thread is archived. */
export const archiveFinalizer = `${platformGroup}/archive`;

export function hasFinalizer(object: KubernetesObject): boolean {
  return object.metadata.finalizers?.includes(archiveFinalizer) ?? false;
}

/** The resource has our finalizer. Throws CONFLICT when it changed since it was read. */
export async function addFinalizer<T extends KubernetesObject>(client: ResourceClient<T>, object: T): Promise<T> {
  if (hasFinalizer(object)) return object;
  return setFinalizers(client, object, [...(object.metadata.finalizers ?? []), archiveFinalizer]);
}

/** The resource has our finalizer no more; a deleted one is gone with the last. Throws CONFLICT when it changed since it was read. */
export async function removeFinalizer<T extends KubernetesObject>(client: ResourceClient<T>, object: T): Promise<void> {
  if (!hasFinalizer(object)) return;
  const others = (object.metadata.finalizers ?? []).filter((finalizer) => finalizer !== archiveFinalizer);
  await setFinalizers(client, object, others);
}

async function setFinalizers<T extends KubernetesObject>(
  client: ResourceClient<T>,
  object: T,
  finalizers: string[],
): Promise<T> {
  const { namespace, name, resourceVersion } = object.metadata;
  return client.patch({ namespace, name }, { metadata: { finalizers, resourceVersion } });
}
