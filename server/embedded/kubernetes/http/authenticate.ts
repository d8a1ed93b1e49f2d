import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ApiError } from "../api-error";
import type { ResourceAddress } from "./address";

const openPaths = ["/healthz", "/livez", "/readyz", "/version"];

/** Throws 401 for a wrong token, and for none 403 unless the path is open to everybody, as a cluster with anonymous requests does. */
export function authenticate(
  request: IncomingMessage,
  path: string,
  address: ResourceAddress | undefined,
  token: string,
): void {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (openPaths.includes(path.replace(/\/$/, ""))) return;
    throw anonymousRefused(request, path, address);
  }
  const [scheme = "", given = ""] = authorization.split(" ");
  if (scheme.toLowerCase() !== "bearer" || !isSameSecret(given, token)) {
    throw new ApiError(401, "Unauthorized", "Unauthorized");
  }
}

/** Compares digests, so that time tells nothing about the secret. */
function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

const verbs: Record<string, [one: string, many: string]> = {
  GET: ["get", "list"],
  POST: ["create", "create"],
  PUT: ["update", "update"],
  PATCH: ["patch", "patch"],
  DELETE: ["delete", "deletecollection"],
};

function anonymousRefused(request: IncomingMessage, path: string, address: ResourceAddress | undefined): ApiError {
  const [one, many] = verbs[request.method ?? "GET"] ?? ["get", "get"];
  if (!address) {
    return new ApiError(403, "Forbidden", `forbidden: User "system:anonymous" cannot ${one} path "${path}"`, {});
  }
  const { group, plural, namespace, name } = address;
  const qualified = group ? `${plural}.${group}` : plural;
  const subject = name ? `${qualified} "${name}"` : qualified;
  const where = namespace ? ` in the namespace "${namespace}"` : " at the cluster scope";
  const message = `${subject} is forbidden: User "system:anonymous" cannot ${name ? one : many} resource "${plural}" in API group "${group}"${where}`;
  return new ApiError(403, "Forbidden", message, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: plural,
  });
}
