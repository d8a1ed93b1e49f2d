import { fieldManager, type KubernetesObject } from "@/server/kubernetes";

/** Who last wrote the resource's spec, as far as the API server says: `kubectl-client-side-apply`. */
export function managerOf(resource: KubernetesObject): string {
  const writers = (resource.metadata.managedFields ?? [])
    .filter(({ manager, subresource }) => manager !== undefined && !subresource && manager !== fieldManager)
    .sort((a, b) => (b.time ?? "").localeCompare(a.time ?? ""));
  return writers[0]?.manager ?? fieldManager;
}
