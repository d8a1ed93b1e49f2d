import { isRecord, type JsonRecord } from "../object";
import { joinPath, type PathSet, splitPath } from "./path-set";

/** The set in the FieldsV1 form of `metadata.managedFields`: a tree in which `.` marks a parent that is itself set. */
export function encodeFieldsV1(set: PathSet): JsonRecord {
  const root: JsonRecord = {};
  const parents = new Set<JsonRecord>();
  for (const path of [...set].sort()) {
    let node = root;
    for (const element of splitPath(path)) {
      const next = isRecord(node[element]) ? node[element] : {};
      node[element] = next;
      parents.add(node);
      node = next;
    }
  }
  for (const path of set) {
    const node = splitPath(path).reduce((current: JsonRecord, element) => current[element] as JsonRecord, root);
    if (parents.has(node)) node["."] = {};
  }
  return sortMembers(root);
}

function sortMembers(node: JsonRecord): JsonRecord {
  const keys = Object.keys(node).sort();
  return Object.fromEntries(keys.map((key) => [key, sortMembers(node[key] as JsonRecord)]));
}

/** Reads what `encodeFieldsV1` wrote, whoever wrote it. Throws when it is not of that form. */
export function decodeFieldsV1(fields: unknown): PathSet {
  const set: PathSet = new Set();
  visit(fields, "", set);
  return set;
}

function visit(node: unknown, path: string, set: PathSet): void {
  if (!isRecord(node)) throw new Error("FieldsV1 is a tree of objects.");
  const keys = Object.keys(node);
  if (path !== "" && (keys.length === 0 || keys.includes("."))) set.add(path);
  for (const key of keys) {
    if (key === ".") continue;
    if (!/^[fkvi]:/.test(key)) throw new Error(`FieldsV1 does not know ${JSON.stringify(key)}.`);
    visit(node[key], joinPath(path, key), set);
  }
}
