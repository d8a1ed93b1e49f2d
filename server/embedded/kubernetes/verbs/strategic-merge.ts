import { asRecord, isEqual, isRecord, type JsonRecord } from "../object";
import { type Schema, schemaOfMember } from "../schema/schema";

/**
 * Kubernetes' strategic merge patch, which kubectl sends for kinds it knows itself: objects merge, lists with patch strategy `merge` merge by key
 * or value, and the directives `$patch`, `$deleteFromPrimitiveList`, `$retainKeys` and `$setElementOrder` are obeyed as far as they change content.
 */
export function applyStrategicMerge(schema: Schema | undefined, target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  if (patch["$patch"] === "replace") return withoutDirectives(patch);
  const result: JsonRecord = { ...asRecord(target) };
  const retained = patch["$retainKeys"];
  if (Array.isArray(retained)) for (const key of Object.keys(result)) if (!retained.includes(key)) delete result[key];
  for (const [key, value] of Object.entries(patch)) {
    const [directive, field] = key.split("/", 2);
    if (directive === "$deleteFromPrimitiveList" && field) result[field] = without(result[field], value);
    if (key.startsWith("$")) continue;
    const member = schemaOfMember(schema, key);
    if (value === null || (isRecord(value) && value["$patch"] === "delete")) delete result[key];
    else if (Array.isArray(value)) result[key] = mergeList(member, result[key], value);
    else result[key] = applyStrategicMerge(member, result[key], value);
  }
  return result;
}

function mergeList(schema: Schema | undefined, target: unknown, patch: unknown[]): unknown[] {
  if (schema?.["x-kubernetes-patch-strategy"] !== "merge") return patch;
  const key = schema["x-kubernetes-patch-merge-key"];
  const list = Array.isArray(target) ? [...(target as unknown[])] : [];
  for (const item of patch) {
    const index = list.findIndex((other) =>
      key ? asRecord(other)[key] === asRecord(item)[key] : isEqual(other, item),
    );
    if (isRecord(item) && item["$patch"] === "delete") {
      if (index >= 0) list.splice(index, 1);
    } else if (index >= 0) list[index] = applyStrategicMerge(schema.items, list[index], item);
    else list.push(item);
  }
  return list;
}

function without(list: unknown, removed: unknown): unknown {
  if (!Array.isArray(list) || !Array.isArray(removed)) return list;
  return list.filter((item) => !removed.some((other) => isEqual(other, item)));
}

function withoutDirectives(patch: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith("$")));
}
