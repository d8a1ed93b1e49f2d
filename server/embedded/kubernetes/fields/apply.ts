import { asRecord, formatTime, isRecord, type JsonRecord, type KubeObject } from "../object";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import { compareFields } from "./compare";
import { comparable, ownable } from "./ignored";
import { decodeManagers, type Manager, type Managers, managerKey } from "./managers";
import { mergeApplied, removeFields } from "./merge";
import { fieldsOf } from "./of-value";
import { describePath, difference, intersection, isSameSet, type PathSet, union, withNamedParents } from "./path-set";
import { setManagers, type Writer } from "./track-update";

export interface ApplyConflict {
  manager: string;
  field: string;
}

export type ApplyResult = { object: KubeObject } | { conflicts: ApplyConflict[] };

const lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * Server-side apply: lays the configuration over the live object, removes what this manager applied before and now leaves out and nobody
 * else owns, and records who owns what. Fields that others own and that would get another value are conflicts, unless `force`.
 * `live` is the bare identity when the object does not exist yet.
 */
export function applyConfiguration(
  type: ResourceType,
  live: KubeObject,
  configuration: KubeObject,
  writer: Writer & { force: boolean },
): ApplyResult {
  const before = decodeManagers(live.metadata.managedFields);
  const self: Manager = {
    name: writer.manager,
    operation: "Apply",
    apiVersion: apiVersionOf(type),
    subresource: writer.subresource,
    time: formatTime(writer.now),
    fields: ownable(type, fieldsOf(type.schema, configuration), writer.subresource),
  };
  const key = managerKey(self);
  const own = before.get(key);
  const others: Managers = new Map([...before].filter(([otherKey]) => otherKey !== key));

  const object = mergeApplied(type.schema, live, configuration) as KubeObject;
  const leftOut = droppedFields(own?.fields ?? new Set(), self.fields, others);
  if (leftOut.size > 0) removeFields(type.schema, object, leftOut);

  const { added, modified, removed } = compareFields(type.schema, comparable(live), comparable(object));
  const changed = union(added, modified);
  const conflicts = [...others].map(([otherKey, other]) => ({
    otherKey,
    other,
    fields: intersection(other.fields, changed),
  }));
  if (!writer.force && !isAllowed(type, live, writer, conflicts)) {
    const found = conflicts.flatMap(({ other, fields }) =>
      [...fields].map((path) => ({ manager: describeManager(other), field: describePath(path) })),
    );
    if (found.length > 0) return { conflicts: found };
  }
  const after: Managers = new Map();
  for (const { otherKey, other, fields } of conflicts) {
    after.set(otherKey, { ...other, fields: difference(difference(other.fields, fields), removed) });
  }
  after.set(key, { ...self, time: own && isSameSet(own.fields, self.fields) ? own.time : self.time });
  setManagers(live, object, before, after);
  return { object };
}

function droppedFields(previous: PathSet, current: PathSet, others: Managers): PathSet {
  const owned = [...others.values()].reduce((all, other) => union(all, other.fields), current);
  return difference(withNamedParents(previous), withNamedParents(owned));
}

/** kubectl may take over what its own client-side apply set, which that one wrote down in an annotation. */
function isAllowed(type: ResourceType, live: KubeObject, writer: Writer, conflicts: { fields: PathSet }[]): boolean {
  const written = asRecord(live.metadata.annotations)[lastAppliedAnnotation];
  if (writer.manager !== "kubectl" || typeof written !== "string") return false;
  const last = parseRecord(written);
  if (!last) return false;
  const allowed = withNamedParents(fieldsOf(type.schema, last));
  return conflicts.every(({ fields }) => [...fields].every((path) => allowed.has(path)));
}

function parseRecord(text: string): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function describeManager(manager: Manager): string {
  const how = manager.operation === "Update" ? ` using ${manager.apiVersion}` : "";
  const where = manager.subresource ? ` with subresource "${manager.subresource}"` : "";
  return `"${manager.name}"${where}${how}`;
}
