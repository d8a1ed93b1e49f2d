import { isRecord, type JsonRecord } from "../object";
import { keepsUnknown, memberPath, type Schema, schemaOfMember } from "./schema";

/** Removes, in place, every member the schema does not know. Returns their paths in the order of the document. */
export function prune(schema: Schema, value: JsonRecord, path = ""): string[] {
  const unknown: string[] = [];
  pruneValue(schema, value, path, unknown);
  return unknown;
}

function pruneValue(schema: Schema | undefined, value: unknown, path: string, unknown: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) pruneValue(schema?.items, item, `${path}[${index}]`, unknown);
    return;
  }
  if (!isRecord(value) || !schema) return;
  for (const key of Object.keys(value)) {
    const member = schemaOfMember(schema, key);
    if (member) pruneValue(member, value[key], memberPath(path, key), unknown);
    else if (!keepsUnknown(schema)) {
      unknown.push(memberPath(path, key));
      delete value[key];
    }
  }
}
