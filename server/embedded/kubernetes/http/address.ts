/** What the path of a request names. `namespace` is empty when it names none. */
export interface ResourceAddress {
  group: string;
  version: string;
  namespace: string;
  plural: string;
  name: string | undefined;
  subresource: string;
}

const namespaceSubresources = ["status", "finalize"];

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…` paths of resources; `undefined` for every other path. */
export function parseAddress(path: string): ResourceAddress | undefined {
  const segments = path.split("/").slice(1).map(decodeURIComponent);
  const [root, ...rest] = segments;
  if (rest.some((segment) => segment === "")) return undefined;
  if (root === "api") return resourceOf("", rest);
  if (root === "apis") return resourceOf(rest[0] ?? "", rest.slice(1));
  return undefined;
}

function resourceOf(group: string, [version, ...rest]: string[]): ResourceAddress | undefined {
  const [first, second, third, fourth, fifth] = rest;
  if (!version || !first || rest.length > 5) return undefined;
  const isInNamespace = first === "namespaces" && second !== undefined && third !== undefined;
  const isNamespaceItself = group === "" && rest.length === 3 && namespaceSubresources.includes(third ?? "");
  if (isInNamespace && !isNamespaceItself) {
    return { group, version, namespace: second, plural: third, name: fourth, subresource: fifth ?? "" };
  }
  if (rest.length > 3) return undefined;
  return { group, version, namespace: "", plural: first, name: second, subresource: third ?? "" };
}
