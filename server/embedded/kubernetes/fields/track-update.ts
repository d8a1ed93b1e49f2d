import { formatTime, type KubeObject } from "../object";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import { compareFields } from "./compare";
import { comparable, ownable } from "./ignored";
import {
  decodeManagers,
  encodeManagers,
  isReset,
  isSameManagers,
  type Manager,
  type Managers,
  managerKey,
} from "./managers";
import { difference, isSameSet, union } from "./path-set";

export interface Writer {
  manager: string;
  subresource: string;
  now: Date;
}

/**
 * Sets `metadata.managedFields` of an object that a create, PUT or patch made out of `live`: the writer owns what it added or
 * changed, nobody owns what it removed. `live` is what a create starts from when it has only its identity.
 */
export function trackUpdate(type: ResourceType, live: KubeObject, object: KubeObject, writer: Writer): void {
  const before = managersBefore(live, object, writer);
  const { added, modified, removed } = compareFields(type.schema, comparable(live), comparable(object));
  const changed = union(added, modified);
  const self: Manager = {
    name: writer.manager,
    operation: "Update",
    apiVersion: apiVersionOf(type),
    subresource: writer.subresource,
    time: formatTime(writer.now),
    fields: new Set(),
  };
  const key = managerKey(self);
  const after: Managers = new Map();
  for (const [otherKey, other] of before) {
    if (otherKey === key) continue;
    after.set(otherKey, { ...other, fields: difference(difference(other.fields, changed), removed) });
  }
  const own = before.get(key);
  const fields = ownable(type, union(difference(own?.fields ?? new Set(), removed), changed), writer.subresource);
  after.set(key, { ...self, fields, time: own && isSameSet(own.fields, fields) ? own.time : self.time });
  setManagers(live, object, before, after);
}

/** What the request says about managers, unless it says nothing sensible; then what was known. */
function managersBefore(live: KubeObject, object: KubeObject, writer: Writer): Managers {
  if (writer.subresource === "" && isReset(object.metadata)) return new Map();
  if (writer.subresource === "") {
    try {
      const sent = decodeManagers(object.metadata.managedFields);
      if (sent.size > 0) return sent;
    } catch {
      // A malformed list is as good as none: the known one stays.
    }
  }
  return decodeManagers(live.metadata.managedFields);
}

/** Writes the list, keeping the old entries' times when nothing in it changed. */
export function setManagers(live: KubeObject, object: KubeObject, before: Managers, after: Managers): void {
  for (const [key, manager] of after) if (manager.fields.size === 0) after.delete(key);
  const known = live.metadata.managedFields;
  const isUnchanged =
    known !== undefined && isSameManagers(before, after) && isSameManagers(decodeManagers(known), after);
  const entries = isUnchanged ? known : encodeManagers(after);
  if (entries.length > 0) object.metadata.managedFields = entries;
  else delete object.metadata.managedFields;
}
