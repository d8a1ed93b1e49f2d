import type { JsonRecord, KubeObject } from "../object";
import type { ResourceType } from "../resources/resource-type";

/** How much of each object a table's rows carry. */
export type IncludeObject = "None" | "Metadata" | "Object";

const nameDescription = "Name of the object, unique among its kind in its namespace.";

/** The kind's columns, as a Table names them. */
export function columnDefinitions(type: ResourceType): JsonRecord[] {
  const name = { name: "Name", type: "string", format: "name", description: nameDescription, priority: 0 };
  const columns = type.columns.map(({ name, type: columnType, format = "", description, priority }) => ({
    name,
    type: columnType,
    format,
    description,
    priority,
  }));
  return [name, ...columns];
}

/** One line of `kubectl get`. */
export function tableRow(type: ResourceType, object: KubeObject, include: IncludeObject, now: Date): JsonRecord {
  const cells = [object.metadata.name, ...type.columns.map((column) => column.cell(object, now))];
  if (include === "None") return { cells, object: null };
  return { cells, object: include === "Object" ? object : partialMetadata(object) };
}

/** A `meta.k8s.io/v1` Table. Later tables of a watch leave the columns out. */
export function table(columns: JsonRecord[] | null, rows: JsonRecord[], metadata: JsonRecord): JsonRecord {
  return { kind: "Table", apiVersion: "meta.k8s.io/v1", metadata, columnDefinitions: columns, rows };
}

/** The object without anything but its metadata. */
export function partialMetadata(object: KubeObject): JsonRecord {
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object.metadata };
}
