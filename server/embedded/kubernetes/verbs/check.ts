import { invalid } from "../api-error";
import type { KubeObject } from "../object";
import type { ResourceType } from "../resources/resource-type";
import { checkMetadata } from "../schema/metadata";
import { type FieldProblem, problemWithoutValue } from "../schema/problem";

/** Throws 422 naming every field of the object that breaks the rules of its kind. `old` is what it was before, for rules about changes. */
export function checkObject(type: ResourceType, object: KubeObject, old: KubeObject | undefined): void {
  const found = [
    ...checkMetadata(object.metadata, type.nameRule),
    ...(old ? checkFinalizers(object, old) : []),
    ...type.validate(object),
  ];
  const broken = found.length > 0 ? found.concat(hasRules(type) ? uncheckedRules : []) : type.checkRules(object, old);
  if (broken.length > 0) throw invalid(type, object.metadata.name, broken);
}

/** Rules presume a valid object, so they are not looked at while it is not; the answer says so. */
const uncheckedRules: FieldProblem[] = [
  {
    reason: "FieldValueInvalid",
    field: "<nil>",
    message:
      'Invalid value: "null": some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
  },
];

function hasRules(type: ResourceType): boolean {
  return type.isCustom && JSON.stringify(type.schema).includes('"x-kubernetes-validations"');
}

function checkFinalizers(object: KubeObject, old: KubeObject): FieldProblem[] {
  if (!old.metadata.deletionTimestamp) return [];
  const known = new Set(old.metadata.finalizers ?? []);
  const added = (object.metadata.finalizers ?? []).filter((name) => !known.has(name));
  if (added.length === 0) return [];
  const list = added.map((name) => JSON.stringify(name)).join(", ");
  const detail = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [problemWithoutValue("FieldValueForbidden", "metadata.finalizers", detail)];
}
