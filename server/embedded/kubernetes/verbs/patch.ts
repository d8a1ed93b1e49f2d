import jsonPatch, { type Operation } from "fast-json-patch";
import * as jsonMergePatch from "json-merge-patch";
import { ApiError, badRequest, notFound } from "../api-error";
import { trackUpdate } from "../fields/track-update";
import { isRecord, type KubeObject } from "../object";
import type { ResourceType } from "../resources/resource-type";
import { change } from "./change";
import { type ApiContext, keyOf, type NamedTarget, type WriteOptions } from "./context";
import type { WriteResult } from "./create";
import { type Body, checkName, decodeObject } from "./decode";
import { applyStrategicMerge } from "./strategic-merge";

export type PatchKind = "merge" | "json" | "strategic";

/** PATCH with a merge patch, a JSON patch, or for built-in kinds a strategic merge patch. 404 when there is no such object. */
export async function patch(
  context: ApiContext,
  target: NamedTarget,
  kind: PatchKind,
  body: Body,
  options: WriteOptions,
): Promise<WriteResult> {
  const { type, name, subresource } = target;
  let warnings: string[] = [];
  const patched = await context.store.write(async (writing) => {
    const existing = await writing.find(keyOf(target, name));
    if (!existing) throw notFound(type, name);
    const value = applyPatch(type, kind, structuredClone(existing), body.value);
    const decoded = decodeObject(target, { value, duplicates: body.duplicates }, options.fieldValidation);
    warnings = decoded.warnings;
    checkName(target, decoded.object);
    return change(context, writing, target, existing, decoded.object, options, (next) =>
      trackUpdate(type, existing, next, { manager: options.manager, subresource, now: writing.now }),
    );
  });
  return { object: patched, warnings };
}

function applyPatch(type: ResourceType, kind: PatchKind, existing: KubeObject, body: unknown): unknown {
  if (kind === "json") return applyJsonPatch(existing, body);
  if (!isRecord(body)) throw badRequest("the patch is not a JSON object");
  return kind === "merge" ? jsonMergePatch.apply(existing, body) : applyStrategicMerge(type.schema, existing, body);
}

function applyJsonPatch(existing: KubeObject, body: unknown): unknown {
  if (!Array.isArray(body)) throw badRequest("the patch is not a JSON array of operations");
  try {
    return jsonPatch.applyPatch(existing, body as Operation[], true, false).newDocument;
  } catch {
    throw new ApiError(422, "Invalid", "the server rejected our request due to an error in our request", {});
  }
}
