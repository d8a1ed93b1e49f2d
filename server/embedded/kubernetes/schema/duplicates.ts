import { isEqual, isRecord } from "../object";
import { type FieldProblem, problem } from "./problem";
import { memberPath, type Schema, schemaOfMember } from "./schema";

/** Finds items that a list of type `set` or `map` holds twice. */
export function findDuplicates(schema: Schema | undefined, value: unknown, path = ""): FieldProblem[] {
  if (!schema) return [];
  if (Array.isArray(value)) {
    const own = schema["x-kubernetes-list-type"] === "set" || schema["x-kubernetes-list-type"] === "map";
    const found = own ? duplicatesOf(schema, value, path) : [];
    return [...found, ...value.flatMap((item, index) => findDuplicates(schema.items, item, `${path}[${index}]`))];
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    findDuplicates(schemaOfMember(schema, key), member, memberPath(path, key)),
  );
}

function duplicatesOf(schema: Schema, items: unknown[], path: string): FieldProblem[] {
  const identities = items.map((item) => identityOf(schema, item));
  return identities.flatMap((identity, index) =>
    identities.slice(0, index).some((earlier) => isEqual(earlier, identity))
      ? [problem("FieldValueDuplicate", `${path}[${index}]`, identity)]
      : [],
  );
}

function identityOf(schema: Schema, item: unknown): unknown {
  const keys = schema["x-kubernetes-list-map-keys"];
  if (schema["x-kubernetes-list-type"] !== "map" || !keys || !isRecord(item)) return item;
  return Object.fromEntries(keys.map((key) => [key, item[key] ?? schema.items?.properties?.[key]?.default]));
}
