/** The part of OpenAPI v3 that a structural schema of a CustomResourceDefinition may use. */
export interface Schema {
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  description?: string;
  format?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  nullable?: boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: boolean;
  exclusiveMaximum?: boolean;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  uniqueItems?: boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  "x-kubernetes-preserve-unknown-fields"?: boolean;
  "x-kubernetes-int-or-string"?: boolean;
  "x-kubernetes-embedded-resource"?: boolean;
  "x-kubernetes-list-type"?: "atomic" | "set" | "map";
  "x-kubernetes-list-map-keys"?: string[];
  "x-kubernetes-map-type"?: "atomic" | "granular";
  "x-kubernetes-validations"?: SchemaRule[];
  "x-kubernetes-patch-strategy"?: string;
  "x-kubernetes-patch-merge-key"?: string;
}

/** A rule in the Common Expression Language over `self`, and over `oldSelf` when it is about a change. */
export interface SchemaRule {
  rule: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
  fieldPath?: string;
  optionalOldSelf?: boolean;
}

/** The schema of a member: a named field, or a value of a map. */
export function schemaOfMember(schema: Schema | undefined, key: string): Schema | undefined {
  const field = schema?.properties?.[key];
  if (field) return field;
  return typeof schema?.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

/** Whether unknown members of this object are kept. */
export function keepsUnknown(schema: Schema | undefined): boolean {
  return schema?.["x-kubernetes-preserve-unknown-fields"] === true || schema?.additionalProperties === true;
}

/** `spec.groups[1]` and `labels.x`, as the API names a field. */
export function memberPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
