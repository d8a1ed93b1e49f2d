import { ApiError, badRequest, invalidOptions, notFound } from "../api-error";
import { type ApplyConflict, applyConfiguration } from "../fields/apply";
import type { KubeObject } from "../object";
import { problemWithoutValue } from "../schema/problem";
import type { Writing } from "../store/writing";
import { change } from "./change";
import { type ApiContext, keyOf, type NamedTarget, type WriteOptions } from "./context";
import { identityOf, insert, type WriteResult } from "./create";
import { type Body, checkName, decodeObject } from "./decode";

export interface ApplyOptions extends WriteOptions {
  isForced: boolean;
  /** Whether the request names its manager, as an apply has to. */
  hasManager: boolean;
}

/** PATCH as server-side apply: makes the object when there is none. 409 names each field that another manager owns. */
export async function apply(
  context: ApiContext,
  target: NamedTarget,
  body: Body,
  options: ApplyOptions,
): Promise<WriteResult & { isNew: boolean }> {
  if (!options.hasManager) {
    const missing = problemWithoutValue("FieldValueRequired", "fieldManager", "is required for apply patch");
    throw invalidOptions("PatchOptions", [missing]);
  }
  const { object: configuration, warnings } = decodeObject(target, body, options.fieldValidation);
  checkName(target, configuration);
  if (configuration.metadata.managedFields) throw badRequest("metadata.managedFields must be nil");
  confine(target, configuration);
  const result = await context.store.write(async (writing) => {
    const existing = await writing.find(keyOf(target, target.name));
    if (!existing) return { isNew: true, object: await applyNew(writing, target, configuration, options) };
    return { isNew: false, object: await applyExisting(context, writing, target, existing, configuration, options) };
  });
  return { ...result, warnings };
}

/** An endpoint takes only the part of the configuration that it writes. */
function confine({ type, subresource }: NamedTarget, configuration: KubeObject): void {
  if (subresource === "status") delete configuration["spec"];
  else if (type.hasStatus) delete configuration["status"];
}

async function applyNew(
  writing: Writing,
  target: NamedTarget,
  configuration: KubeObject,
  options: ApplyOptions,
): Promise<KubeObject> {
  if (target.subresource !== "") throw notFound(target.type, target.name);
  const { resourceVersion, uid } = configuration.metadata;
  if (resourceVersion || uid) throw notFound(target.type, target.name);
  const object = merge(writing, target, identityOf(configuration), configuration, options);
  return insert(writing, target, object, options, () => undefined);
}

async function applyExisting(
  context: ApiContext,
  writing: Writing,
  target: NamedTarget,
  existing: KubeObject,
  configuration: KubeObject,
  options: ApplyOptions,
): Promise<KubeObject> {
  const object = merge(writing, target, existing, configuration, options);
  const { managedFields } = object.metadata;
  return change(context, writing, target, existing, object, options, (next) => {
    if (managedFields) next.metadata.managedFields = managedFields;
    else delete next.metadata.managedFields;
  });
}

function merge(
  writing: Writing,
  target: NamedTarget,
  live: KubeObject,
  configuration: KubeObject,
  options: ApplyOptions,
): KubeObject {
  const writer = {
    manager: options.manager,
    subresource: target.subresource,
    now: writing.now,
    force: options.isForced,
  };
  const result = applyConfiguration(target.type, live, configuration, writer);
  if ("conflicts" in result) throw applyConflict(result.conflicts);
  return result.object;
}

function applyConflict(conflicts: ApplyConflict[]): ApiError {
  const parts = [...new Set(conflicts.map(({ manager }) => manager))].map((manager) => {
    const fields = conflicts.filter((conflict) => conflict.manager === manager).map(({ field }) => field);
    if (fields.length === 1) return `conflict with ${manager}: ${fields[0]}`;
    return `conflicts with ${manager}:\n${fields.map((field) => `- ${field}`).join("\n")}`;
  });
  const count = conflicts.length === 1 ? "1 conflict" : `${conflicts.length} conflicts`;
  return new ApiError(409, "Conflict", `Apply failed with ${count}: ${parts.join("\n")}`, {
    causes: conflicts.map(({ manager, field }) => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${manager}`,
      field,
    })),
  });
}
