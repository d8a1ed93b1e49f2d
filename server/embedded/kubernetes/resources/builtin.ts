import { asRecord, type KubeObject } from "../object";
import { formatAge } from "../output/age";
import { withObjectMeta } from "../schema/object-meta";
import type { Schema } from "../schema/schema";
import { compileSchema } from "../schema/validate";
import { allVerbs, columnOf } from "./from-definition";
import type { Column, ResourceType } from "./resource-type";

type Given = Pick<ResourceType, "group" | "version" | "kind" | "plural"> & Partial<ResourceType>;

/** A kind that every cluster has. What is not given is as for most of them. */
export function builtinType(given: Given & { schema: Schema }): ResourceType {
  const schema = withObjectMeta(given.schema);
  return {
    listKind: `${given.kind}List`,
    singular: given.kind.toLowerCase(),
    shortNames: [],
    categories: [],
    isNamespaced: true,
    isCustom: false,
    verbs: allVerbs,
    validate: compileSchema(schema),
    checkRules: () => [],
    nameRule: "subdomain",
    hasStatus: false,
    hasGeneration: false,
    canReplaceBlindly: false,
    columns: [ageColumn],
    selectableFields: {},
    ...given,
    schema,
  };
}

export const ageColumn: Column = {
  ...columnOf({ name: "Age", type: "string", jsonPath: ".metadata.creationTimestamp" }),
  description: "Time since the object was made.",
  cell: (object, now) => formatAge(object.metadata.creationTimestamp, now),
};

/** A column of text at a path, empty where there is none. */
export function textColumn(name: string, jsonPath: string, description: string, priority = 0): Column {
  return columnOf({ name, type: "string", jsonPath, description, priority });
}

/** The text of a member two levels down, such as `status.phase`. */
export function textAt(object: KubeObject, outer: string, inner: string): string {
  const value = asRecord(object[outer])[inner];
  return typeof value === "string" ? value : "";
}
