import { isRecord, type ManagedFieldsEntry, type ObjectMeta } from "../object";
import { decodeFieldsV1, encodeFieldsV1 } from "./fields-v1";
import { isSameSet, type PathSet } from "./path-set";

/** Somebody who set fields, and how. */
export interface Manager {
  name: string;
  operation: "Apply" | "Update";
  apiVersion: string;
  subresource: string;
  time: string | undefined;
  fields: PathSet;
}

export type Managers = Map<string, Manager>;

export function managerKey(manager: Pick<Manager, "name" | "operation" | "apiVersion" | "subresource">): string {
  return JSON.stringify([manager.operation, manager.name, manager.apiVersion, manager.subresource]);
}

/** Reads `metadata.managedFields`. Throws when an entry is malformed. */
export function decodeManagers(entries: ManagedFieldsEntry[] | undefined): Managers {
  const managers: Managers = new Map();
  for (const entry of entries ?? []) {
    if (entry.operation !== "Apply" && entry.operation !== "Update") throw new Error("unknown operation");
    if (entry.fieldsType !== undefined && entry.fieldsType !== "FieldsV1") throw new Error("unknown fieldsType");
    const manager: Manager = {
      name: entry.manager ?? "",
      operation: entry.operation,
      apiVersion: entry.apiVersion ?? "",
      subresource: entry.subresource ?? "",
      time: entry.time,
      fields: decodeFieldsV1(entry.fieldsV1 ?? {}),
    };
    managers.set(managerKey(manager), manager);
  }
  return managers;
}

/** The managers in the order the API server lists them: appliers first, then by time. */
export function encodeManagers(managers: Managers): ManagedFieldsEntry[] {
  return [...managers.values()]
    .filter((manager) => manager.fields.size > 0)
    .sort(compareManagers)
    .map((manager) => ({
      apiVersion: manager.apiVersion,
      fieldsType: "FieldsV1",
      fieldsV1: encodeFieldsV1(manager.fields),
      manager: manager.name,
      operation: manager.operation,
      ...(manager.subresource ? { subresource: manager.subresource } : {}),
      ...(manager.time ? { time: manager.time } : {}),
    }));
}

function compareManagers(a: Manager, b: Manager): number {
  if (a.operation !== b.operation) return a.operation === "Apply" ? -1 : 1;
  const [earlier, later] = [a.time ?? "", b.time ?? ""];
  if (earlier !== later) return earlier < later ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Whether both list the same managers with the same fields, whenever they set them. */
export function isSameManagers(a: Managers, b: Managers): boolean {
  return (
    a.size === b.size &&
    [...a].every(([key, manager]) => {
      const other = b.get(key);
      return other !== undefined && isSameSet(manager.fields, other.fields);
    })
  );
}

/** Whether a write asks to forget all managers: one empty entry. */
export function isReset(metadata: ObjectMeta): boolean {
  const entries = metadata.managedFields;
  return entries?.length === 1 && isRecord(entries[0]) && Object.keys(entries[0]).length === 0;
}
