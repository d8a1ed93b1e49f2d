import { asRecord, isRecord } from "../object";
import { type Schema, schemaOfMember } from "../schema/schema";
import type { PathElement } from "./path-set";

export interface Child {
  element: PathElement;
  schema: Schema | undefined;
  value: unknown;
}

/** How fields of a value are owned: as one (scalars, atomic lists and maps) or each by itself. */
export function isLeaf(schema: Schema | undefined, value: unknown): boolean {
  if (Array.isArray(value)) {
    const type = schema?.["x-kubernetes-list-type"];
    return type !== "set" && type !== "map";
  }
  if (!isRecord(value)) return true;
  return schema?.["x-kubernetes-map-type"] === "atomic";
}

/** The separately owned parts of a value that is not a leaf, in order. */
export function childrenOf(schema: Schema | undefined, value: unknown): Child[] {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => ({ element: itemElement(schema, item), schema: schema?.items, value: item }));
  }
  return Object.entries(asRecord(value)).flatMap(([key, member]) =>
    member === undefined ? [] : [{ element: `f:${key}`, schema: schemaOfMember(schema, key), value: member }],
  );
}

/** Whether a member is named by the schema, rather than a key of a map. */
export function isNamedField(schema: Schema | undefined, element: PathElement): boolean {
  return element.startsWith("f:") && schema?.properties?.[element.slice(2)] !== undefined;
}

/** What tells an item of a list of type `set` or `map` from its neighbours. */
export function itemElement(schema: Schema | undefined, item: unknown): PathElement {
  if (schema?.["x-kubernetes-list-type"] !== "map") return `v:${JSON.stringify(item)}`;
  const record = asRecord(item);
  const keys = [...(schema["x-kubernetes-list-map-keys"] ?? [])].sort();
  const identity = keys.map((key) => [key, record[key] ?? schema.items?.properties?.[key]?.default]);
  return `k:${JSON.stringify(Object.fromEntries(identity))}`;
}
