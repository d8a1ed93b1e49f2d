import { isRecord } from "../object";
import type { Schema } from "../schema/schema";
import { childrenOf, isLeaf, isNamedField } from "./elements";
import { type FieldPath, joinPath, type PathSet } from "./path-set";

/** The fields that an applied configuration sets: its scalars, its atomic parts, the items of its lists, the keys of its maps. */
export function fieldsOf(schema: Schema | undefined, value: unknown): PathSet {
  const set: PathSet = new Set();
  collect(schema, value, "", set);
  return set;
}

function collect(schema: Schema | undefined, value: unknown, path: FieldPath, set: PathSet): void {
  if (isLeaf(schema, value)) {
    if (path !== "") set.add(path);
    return;
  }
  for (const child of childrenOf(schema, value)) {
    const childPath = joinPath(path, child.element);
    collect(child.schema, child.value, childPath, set);
    const isEmptyObject = isRecord(child.value) && Object.keys(child.value).length === 0;
    if (isEmptyObject || !isNamedField(schema, child.element)) set.add(childPath);
  }
}
