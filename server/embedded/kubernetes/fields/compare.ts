import { isEqual } from "../object";
import type { Schema } from "../schema/schema";
import { type Child, childrenOf, isLeaf } from "./elements";
import { type FieldPath, joinPath, type PathSet } from "./path-set";

export interface Comparison {
  added: PathSet;
  modified: PathSet;
  removed: PathSet;
}

/** Which fields one version of an object has that the other has not, and which both have with different values. */
export function compareFields(schema: Schema, before: unknown, after: unknown): Comparison {
  const comparison: Comparison = { added: new Set(), modified: new Set(), removed: new Set() };
  compare(schema, before, after, "", comparison);
  return comparison;
}

function compare(
  schema: Schema | undefined,
  before: unknown,
  after: unknown,
  path: FieldPath,
  found: Comparison,
): void {
  if (before === undefined || after === undefined) {
    const isNew = before === undefined;
    collectAll(schema, isNew ? after : before, path, isNew ? found.added : found.removed);
    return;
  }
  if (isLeaf(schema, before) || isLeaf(schema, after)) {
    if (!isEqual(before, after)) found.modified.add(path);
    return;
  }
  const earlier = byElement(childrenOf(schema, before));
  const later = byElement(childrenOf(schema, after));
  for (const element of new Set([...earlier.keys(), ...later.keys()])) {
    const [old, now] = [earlier.get(element), later.get(element)];
    compare((now ?? old)?.schema, old?.value, now?.value, joinPath(path, element), found);
  }
}

function byElement(children: Child[]): Map<string, Child> {
  return new Map(children.map((child) => [child.element, child]));
}

function collectAll(schema: Schema | undefined, value: unknown, path: FieldPath, set: PathSet): void {
  if (path !== "") set.add(path);
  if (isLeaf(schema, value)) return;
  for (const child of childrenOf(schema, value)) {
    collectAll(child.schema, child.value, joinPath(path, child.element), set);
  }
}
