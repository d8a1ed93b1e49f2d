import { asRecord, isRecord, type JsonRecord } from "../object";
import { type Schema, schemaOfMember } from "../schema/schema";
import { isLeaf, itemElement } from "./elements";
import { type FieldPath, joinPath, type PathSet } from "./path-set";

/** The live value with an applied configuration laid over it: maps by key, lists by item, everything atomic replaced. Changes neither. */
export function mergeApplied(schema: Schema | undefined, live: unknown, applied: unknown): unknown {
  if (applied === undefined) return structuredClone(live);
  if (live === undefined || isLeaf(schema, applied) || isLeaf(schema, live)) return structuredClone(applied);
  if (Array.isArray(applied)) return mergeLists(schema, Array.isArray(live) ? live : [], applied);
  const merged: JsonRecord = {};
  const [before, after] = [asRecord(live), asRecord(applied)];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    merged[key] = mergeApplied(schemaOfMember(schema, key), before[key], after[key]);
  }
  return merged;
}

/** Items keep the live order; new ones follow in the order they were applied in. */
function mergeLists(schema: Schema | undefined, live: unknown[], applied: unknown[]): unknown[] {
  const additions = new Map(applied.map((item) => [itemElement(schema, item), item]));
  const merged = live.map((item) => {
    const element = itemElement(schema, item);
    const change = additions.get(element);
    additions.delete(element);
    return mergeApplied(schema?.items, item, change);
  });
  return [...merged, ...[...additions.values()].map((item) => structuredClone(item))];
}

/**
 * Removes fields, in place, and then those parents among them that are left empty. A parent with something still in it stays: somebody
 * else set that.
 */
export function removeFields(schema: Schema | undefined, value: unknown, fields: PathSet, path: FieldPath = ""): void {
  if (Array.isArray(value)) {
    for (let index = value.length - 1; index >= 0; index -= 1) {
      const item: unknown = value[index];
      const itemPath = joinPath(path, itemElement(schema, item));
      const keys = schema?.["x-kubernetes-list-map-keys"] ?? [];
      if (!isLeaf(schema?.items, item))
        removeFields(schema?.items, item, withoutKeys(fields, itemPath, keys), itemPath);
      if (fields.has(itemPath) && isGone(item, keys)) value.splice(index, 1);
    }
    return;
  }
  if (!isRecord(value)) return;
  for (const key of Object.keys(value)) {
    const member = value[key];
    const memberPath = joinPath(path, `f:${key}`);
    const memberSchema = schemaOfMember(schema, key);
    if (isLeaf(memberSchema, member)) {
      if (fields.has(memberPath)) delete value[key];
      continue;
    }
    removeFields(memberSchema, member, fields, memberPath);
    if (fields.has(memberPath) && isEmpty(member)) delete value[key];
  }
}

/** An item's keys are its name: they go with the item, never alone. */
function withoutKeys(fields: PathSet, itemPath: FieldPath, keys: string[]): PathSet {
  if (keys.length === 0) return fields;
  const kept = new Set(fields);
  for (const key of keys) kept.delete(joinPath(itemPath, `f:${key}`));
  return kept;
}

function isGone(item: unknown, keys: string[]): boolean {
  return !isRecord(item) || Object.keys(item).every((key) => keys.includes(key));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}
