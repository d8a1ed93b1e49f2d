import { isRecord } from "../object";
import { type Schema, schemaOfMember } from "./schema";

/** Fills in, in place, the defaults of members that are absent, or null where null is not allowed. */
export function applyDefaults(schema: Schema | undefined, value: unknown): void {
  if (!schema) return;
  if (Array.isArray(value)) {
    for (const item of value) applyDefaults(schema.items, item);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    if (member.default === undefined) continue;
    if (value[key] === undefined || (value[key] === null && !member.nullable)) {
      value[key] = structuredClone(member.default);
    }
  }
  for (const key of Object.keys(value)) {
    const member = schemaOfMember(schema, key);
    // A null that the schema does not allow and has no default for means: not given.
    if (value[key] === null && member && !member.nullable && schema.properties?.[key]) delete value[key];
    else applyDefaults(member, value[key]);
  }
}
