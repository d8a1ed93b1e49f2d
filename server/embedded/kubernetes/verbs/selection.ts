import { badRequest } from "../api-error";
import type { KubeObject } from "../object";
import type { ResourceType } from "../resources/resource-type";

type LabelTest = (labels: Record<string, string>) => boolean;

/** Which objects of a kind a list or watch is about. */
export interface Selection {
  labels: LabelTest[];
  fields: { name: string; value: string; isEqual: boolean }[];
}

/** Reads `labelSelector` and `fieldSelector`. Throws 400 for what is not understood or not supported by the kind. */
export function readSelection(type: ResourceType, query: URLSearchParams): Selection {
  return {
    labels: splitSelector(query.get("labelSelector") ?? "").map(readLabelTest),
    fields: (query.get("fieldSelector") ?? "")
      .split(",")
      .filter((part) => part !== "")
      .map((part) => readFieldTest(type, part)),
  };
}

export function isEverything(selection: Selection): boolean {
  return selection.labels.length === 0 && selection.fields.length === 0;
}

export function matches(type: ResourceType, selection: Selection, object: KubeObject): boolean {
  const labels = object.metadata.labels ?? {};
  return (
    selection.labels.every((test) => test(labels)) &&
    selection.fields.every(({ name, value, isEqual }) => (fieldOf(type, name, object) === value) === isEqual)
  );
}

/** The name a field selector restricts to, so that the database can look it up. */
export function selectedName(selection: Selection): string | undefined {
  return selection.fields.find(({ name, isEqual }) => name === "metadata.name" && isEqual)?.value;
}

function fieldOf(type: ResourceType, name: string, object: KubeObject): string {
  if (name === "metadata.name") return object.metadata.name;
  if (name === "metadata.namespace") return object.metadata.namespace ?? "";
  return type.selectableFields[name]?.(object) ?? "";
}

function readFieldTest(type: ResourceType, part: string): Selection["fields"][number] {
  const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
  if (!match)
    throw badRequest(
      `unable to parse field selector: invalid selector: ${JSON.stringify(part)}; can't understand "${part}"`,
    );
  const [, name = "", operator, value = ""] = match;
  const isKnown =
    name === "metadata.name" || name === "metadata.namespace" || Object.hasOwn(type.selectableFields, name);
  if (!isKnown) throw badRequest(`field label not supported: ${name}`);
  return { name, value: value.replace(/\\([\\,=])/g, "$1"), isEqual: operator !== "!=" };
}

/** Splits at commas that are not inside parentheses. */
function splitSelector(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readLabelTest(part: string): LabelTest {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    if (operator === "in") return (labels) => Object.hasOwn(labels, key) && values.includes(labels[key] ?? "");
    return (labels) => !Object.hasOwn(labels, key) || !values.includes(labels[key] ?? "");
  }
  const comparison = /^([^=!<>\s]+)\s*(==|=|!=|<|>)\s*([^=!<>\s]*)$/.exec(part);
  if (comparison) {
    const [, key = "", operator, value = ""] = comparison;
    if (operator === "!=") return (labels) => labels[key] !== value;
    if (operator === ">") return (labels) => Number(labels[key]) > Number(value);
    if (operator === "<") return (labels) => Number(labels[key]) < Number(value);
    return (labels) => labels[key] === value;
  }
  const existence = /^(!?)\s*([^=!<>,\s()]+)$/.exec(part);
  if (!existence)
    throw badRequest(`unable to parse requirement: found '${part}', expected: a key, an operator and a value`);
  const [, not, key = ""] = existence;
  return (labels) => Object.hasOwn(labels, key) !== (not === "!");
}
