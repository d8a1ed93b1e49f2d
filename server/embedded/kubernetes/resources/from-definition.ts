import { asRecord, isRecord, type KubeObject } from "../object";
import { formatAge } from "../output/age";
import { compileJsonPath } from "../output/json-path";
import { withObjectMeta } from "../schema/object-meta";
import { compileRules } from "../schema/rules";
import type { Schema } from "../schema/schema";
import { compileSchema } from "../schema/validate";
import type { Column, ResourceType, Verb } from "./resource-type";

export interface ColumnDefinition {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

/** The parts of a CustomResourceDefinition that the server reads. */
export interface Definition extends KubeObject {
  spec: {
    group: string;
    scope: "Namespaced" | "Cluster";
    names: {
      kind: string;
      plural: string;
      listKind?: string;
      singular?: string;
      shortNames?: string[];
      categories?: string[];
    };
    versions: {
      name: string;
      served: boolean;
      storage: boolean;
      schema: { openAPIV3Schema: Schema };
      subresources?: { status?: object; scale?: object };
      additionalPrinterColumns?: ColumnDefinition[];
      selectableFields?: { jsonPath: string }[];
    }[];
  };
}

export const allVerbs: Verb[] = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

const ageColumn: ColumnDefinition = { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" };

/** The kind that a CustomResourceDefinition describes, in its storage version. Throws with the reason when the server cannot serve it. */
export function typeOfDefinition(definition: Definition): ResourceType {
  const { names, group, scope, versions } = definition.spec;
  const version = versions.find((candidate) => candidate.served && candidate.storage);
  if (!version) throw new Error(`${definition.metadata.name} has no version that is both served and stored.`);
  const schema = withObjectMeta(version.schema.openAPIV3Schema);
  const columns = version.additionalPrinterColumns ?? [ageColumn];
  return {
    group,
    version: version.name,
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    isNamespaced: scope === "Namespaced",
    isCustom: true,
    verbs: allVerbs,
    schema,
    validate: compileSchema(schema),
    checkRules: compileRules(schema),
    nameRule: "subdomain",
    hasStatus: version.subresources?.status !== undefined,
    hasGeneration: true,
    canReplaceBlindly: false,
    columns: columns.map(columnOf),
    selectableFields: Object.fromEntries((version.selectableFields ?? []).map(({ jsonPath }) => selectable(jsonPath))),
  };
}

/** A column that shows the first match of a JSONPath, or every match where the path names several. */
export function columnOf(column: ColumnDefinition): Column {
  const find = compileJsonPath(column.jsonPath);
  const isMany = column.jsonPath.includes("[*]");
  return {
    name: column.name,
    type: column.type,
    format: column.format,
    description: column.description ?? `Custom resource definition column (in JSONPath format): ${column.jsonPath}`,
    priority: column.priority ?? 0,
    cell(object, now) {
      const found = find(object);
      if (isMany && found.length > 1) return found.map(cellText).join(",");
      return cellOf(column.type, found[0], now);
    },
  };
}

function cellOf(type: string, value: unknown, now: Date): unknown {
  if (type === "date") return typeof value === "string" ? formatAge(value, now) : "<unknown>";
  if (value === undefined || value === null) return null;
  if (type === "string") return cellText(value);
  if (type === "boolean") return typeof value === "boolean" ? value : null;
  return typeof value === "number" ? value : null;
}

function cellText(value: unknown): string {
  if (typeof value === "string") return value;
  return isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function selectable(jsonPath: string): [string, (object: KubeObject) => string] {
  const find = compileJsonPath(jsonPath);
  return [
    jsonPath.replace(/^\./, ""),
    (object) => {
      const [value] = find(object);
      return value === undefined || value === null ? "" : cellText(value);
    },
  ];
}

/** Whether a document is a CustomResourceDefinition. */
export function isDefinition(value: unknown): value is Definition {
  return (
    isRecord(value) &&
    value["kind"] === "CustomResourceDefinition" &&
    Array.isArray(asRecord(value["spec"])["versions"])
  );
}
