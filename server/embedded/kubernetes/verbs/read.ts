import { ApiError, badRequest, expired, notFound, tooLargeVersion } from "../api-error";
import type { KubeObject } from "../object";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import { applyDefaults } from "../schema/defaults";
import { type ApiContext, keyOf, type NamedTarget, type Target } from "./context";
import { isEverything, matches, type Selection, selectedName } from "./selection";

/** GET of one object. 404 when there is none. */
export async function get(context: ApiContext, target: NamedTarget): Promise<KubeObject> {
  const found = await context.store.find(keyOf(target, target.name));
  if (!found) throw notFound(target.type, target.name);
  return present(target.type, found);
}

/** A stored object as it is today: of the version that is served, with defaults that its schema gained since it was written. */
export function present(type: ResourceType, object: KubeObject): KubeObject {
  object.apiVersion = apiVersionOf(type);
  object.kind = type.kind;
  applyDefaults(type.schema, object);
  return object;
}

export interface ListOptions {
  selection: Selection;
  limit: number | undefined;
  next: string | undefined;
  resourceVersion: string | undefined;
}

export interface ObjectList {
  objects: KubeObject[];
  version: bigint;
  /** Where the next page starts. */
  next: string;
  /** Objects after this page, when that is known. */
  remaining: number | undefined;
}

interface Page {
  version: bigint;
  after: { namespace: string; name: string };
}

/**
 * GET of a collection. Later pages show objects as they are by then but carry the first page's version, so that a watch from there sees
 * everything that changed in between. 410 when the changes since then are no longer kept.
 */
export async function list(context: ApiContext, target: Target, options: ListOptions): Promise<ObjectList> {
  const { type, namespace } = target;
  const { selection, limit } = options;
  const page = options.next ? decodePage(options.next) : undefined;
  const isWhole = isEverything(selection);
  const { objects, revision, total } = await context.store.list({
    group: type.group,
    resource: type.plural,
    ...(namespace ? { namespace } : {}),
    name: selectedName(selection),
    after: page?.after,
    limit: isWhole && limit ? limit : undefined,
  });
  checkVersion(options.resourceVersion, revision.current);
  if (page && page.version < revision.compacted) throw expired(page.version, revision.compacted);
  const chosen = objects
    .map(({ object }) => present(type, object))
    .filter((object) => matches(type, selection, object));
  const shown = limit ? chosen.slice(0, limit) : chosen;
  const remaining = (isWhole ? total : chosen.length) - shown.length;
  const last = shown.at(-1);
  const version = page?.version ?? revision.current;
  return {
    objects: shown,
    version,
    next: remaining > 0 && last ? encodePage(version, last) : "",
    remaining: remaining > 0 && isWhole ? remaining : undefined,
  };
}

/** Reads a `resourceVersion` parameter. */
export function readVersion(text: string): bigint {
  if (/^\d+$/.test(text)) return BigInt(text);
  throw new ApiError(
    500,
    undefined,
    `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

function checkVersion(text: string | undefined, current: bigint): void {
  if (!text) return;
  const version = readVersion(text);
  if (version > current) throw tooLargeVersion(version, current);
}

function encodePage(version: bigint, last: KubeObject): string {
  const token = { rv: String(version), ns: last.metadata.namespace ?? "", name: last.metadata.name };
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function decodePage(token: string): Page {
  try {
    const { rv, ns, name } = JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as Record<string, unknown>;
    if (typeof ns !== "string" || typeof name !== "string") throw new Error("no start");
    return { version: BigInt(String(rv)), after: { namespace: ns, name } };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw badRequest(`invalid continue token: continue key is not valid: ${detail}`);
  }
}
