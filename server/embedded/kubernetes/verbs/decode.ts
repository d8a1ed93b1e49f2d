import { ApiError, badRequest, invalidResource } from "../api-error";
import { isRecord, type JsonRecord, type KubeObject, type ObjectMeta } from "../object";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import { applyDefaults } from "../schema/defaults";
import { problem } from "../schema/problem";
import { prune } from "../schema/prune";
import type { FieldValidation, NamedTarget, Target } from "./context";

/** A request's body, read but not yet understood. */
export interface Body {
  value: unknown;
  /** Paths of members that were written twice. */
  duplicates: string[];
}

/**
 * Reads a body as an object of the target's kind and namespace, without the fields its schema does not know: those are refused, warned about
 * or silently dropped as `validation` says. Throws an ApiError when it is of another kind, name space or form.
 */
export function decodeObject(
  target: Target,
  body: Body,
  validation: FieldValidation,
): { object: KubeObject; warnings: string[] } {
  const { type } = target;
  if (!isRecord(body.value)) {
    throw badRequest(`the object provided is unrecognized (must be of type ${type.kind}): it is not a JSON object`);
  }
  checkKind(type, body.value);
  const object = asObject(type, structuredClone(body.value));
  checkNamespace(target, object);
  return { object, warnings: dropUnknown(type, object, body.duplicates, validation) };
}

/** Drops the fields the schema does not know. Returns the warnings, or throws when validation is strict. */
function dropUnknown(
  type: ResourceType,
  object: KubeObject,
  duplicates: string[],
  validation: FieldValidation,
): string[] {
  const unknown = prune(type.schema, object);
  const found = [
    ...duplicates.map((path) => `duplicate field "${path}"`),
    ...unknown.map((path) => `unknown field "${path}"`),
  ];
  if (found.length === 0 || validation === "Ignore") return [];
  if (validation === "Warn") return found;
  throw badRequest(
    `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: strict decoding error: ${found.join(", ")}`,
  );
}

/** The object in the form that is stored: defaults filled in, empty metadata left out. */
export function normalize(type: ResourceType, object: KubeObject): void {
  applyDefaults(type.schema, object);
  const metadata = object.metadata as unknown as JsonRecord;
  for (const [key, value] of Object.entries(metadata)) {
    const isEmpty = Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
    if (value === null || value === undefined || value === "" || isEmpty) delete metadata[key];
  }
}

function asObject(type: ResourceType, value: JsonRecord): KubeObject {
  const metadata = isRecord(value["metadata"]) ? value["metadata"] : {};
  return { ...value, apiVersion: apiVersionOf(type), kind: type.kind, metadata: metadata as unknown as ObjectMeta };
}

function checkKind(type: ResourceType, value: JsonRecord): void {
  const { kind, apiVersion } = value;
  if (kind !== undefined && kind !== type.kind) {
    const sent = { ...type, kind: String(kind) };
    const name = isRecord(value["metadata"]) ? String(value["metadata"]["name"] ?? "") : "";
    const wrong = problem("FieldValueInvalid", "kind", kind, `must be ${type.kind}`);
    const group = type.group ? `.${type.group}` : "";
    throw new ApiError(422, "Invalid", `${sent.kind}${group} "${name}" is invalid: kind: ${wrong.message}`, {
      name,
      ...(type.group ? { group: type.group } : {}),
      kind: sent.kind,
      causes: [wrong],
    });
  }
  if (apiVersion !== undefined && apiVersion !== apiVersionOf(type)) {
    throw badRequest(
      `the API version in the data (${String(apiVersion)}) does not match the expected API version (${apiVersionOf(type)})`,
    );
  }
}

function checkNamespace(target: Target, object: KubeObject): void {
  const { metadata } = object;
  if (!target.type.isNamespaced) {
    delete metadata.namespace;
    return;
  }
  if (metadata.namespace && metadata.namespace !== target.namespace) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  metadata.namespace = target.namespace;
}

/** Checks that a replacement is about the object the address names. */
export function checkName(target: NamedTarget, object: KubeObject): void {
  if (!object.metadata.name) object.metadata.name = target.name;
  if (object.metadata.name !== target.name) {
    throw badRequest(
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${target.name})`,
    );
  }
}

/** A PUT has to say which version it replaces. */
export function checkVersionGiven(target: NamedTarget, object: KubeObject): void {
  if (object.metadata.resourceVersion || target.type.canReplaceBlindly) return;
  throw invalidResource(target.type, target.name, [
    {
      reason: "FieldValueInvalid",
      field: "metadata.resourceVersion",
      message: "Invalid value: 0x0: must be specified for an update",
    },
  ]);
}
