import type { JsonRecord } from "../object";
import type { ResourceType, Verb } from "../resources/resource-type";

type Place = "all" | "collection" | "object" | "status";

interface OperationForm {
  method: string;
  action: string;
  verb: Verb;
  places: Place[];
  query: string[];
}

const writeQuery = ["dryRun", "fieldManager", "fieldValidation"];
const listQuery = [
  "allowWatchBookmarks",
  "continue",
  "fieldSelector",
  "labelSelector",
  "limit",
  "resourceVersion",
  "resourceVersionMatch",
  "sendInitialEvents",
  "timeoutSeconds",
  "watch",
];

const operations: OperationForm[] = [
  { method: "get", action: "list", verb: "list", places: ["all", "collection"], query: listQuery },
  { method: "post", action: "post", verb: "create", places: ["collection"], query: writeQuery },
  {
    method: "delete",
    action: "deletecollection",
    verb: "deletecollection",
    places: ["collection"],
    query: ["dryRun", ...listQuery],
  },
  { method: "get", action: "get", verb: "get", places: ["object", "status"], query: [] },
  { method: "put", action: "put", verb: "update", places: ["object", "status"], query: writeQuery },
  { method: "patch", action: "patch", verb: "patch", places: ["object", "status"], query: [...writeQuery, "force"] },
  { method: "delete", action: "delete", verb: "delete", places: ["object"], query: ["dryRun", "propagationPolicy"] },
];

const booleans = ["allowWatchBookmarks", "force", "sendInitialEvents", "watch"];
const integers = ["limit", "timeoutSeconds"];

/** The paths of a kind with the operations the server takes there, as clients read them to learn what they may send. */
export function pathsOf(type: ResourceType, object: JsonRecord): JsonRecord {
  const root = type.group === "" ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const collection = type.isNamespaced ? `${root}/namespaces/{namespace}/${type.plural}` : `${root}/${type.plural}`;
  const list = { $ref: `${String(object["$ref"])}List` };
  return {
    ...(type.isNamespaced ? { [`${root}/${type.plural}`]: pathItem(type, "all", object, list) } : {}),
    [collection]: pathItem(type, "collection", object, list),
    [`${collection}/{name}`]: pathItem(type, "object", object, list),
    ...(type.hasStatus ? { [`${collection}/{name}/status`]: pathItem(type, "status", object, list) } : {}),
  };
}

function pathItem(type: ResourceType, place: Place, object: JsonRecord, list: JsonRecord): JsonRecord {
  // kubectl checks an object only for kinds whose patch is described, and says nothing sensible about the others.
  const isDescribed = (verb: Verb) =>
    type.verbs.includes(verb) || (verb === "patch" && type.readOnlyReason !== undefined);
  const here = operations.filter(({ places, verb }) => places.includes(place) && isDescribed(verb));
  const isNamed = place === "object" || place === "status";
  const parameters = [
    ...(isNamed ? [pathParameter("name", `name of the ${type.kind}`)] : []),
    ...(type.isNamespaced && place !== "all" ? [pathParameter("namespace", "the namespace of the object")] : []),
  ];
  const methods = here.map((form) => [form.method, operation(type, place, form, object, list)] as const);
  return { ...Object.fromEntries(methods), ...(parameters.length > 0 ? { parameters } : {}) };
}

function operation(
  type: ResourceType,
  place: Place,
  form: OperationForm,
  object: JsonRecord,
  list: JsonRecord,
): JsonRecord {
  const { group, version, kind } = type;
  const answer = form.action === "list" || form.action === "deletecollection" ? list : object;
  const suffix = `${place === "all" ? "ForAllNamespaces" : ""}${place === "status" ? "Status" : ""}`;
  return {
    description: `${form.verb} ${kind}${place === "status" ? " status" : ""}`,
    operationId: `${form.action}${type.isNamespaced ? "Namespaced" : ""}${kind}${suffix}`,
    parameters: form.query.map(queryParameter),
    ...requestBody(type, form, object),
    responses: {
      [form.action === "post" ? "201" : "200"]: {
        description: "OK",
        content: { "application/json": { schema: answer }, "application/yaml": { schema: answer } },
      },
    },
    "x-kubernetes-action": form.action,
    "x-kubernetes-group-version-kind": { group, version, kind },
  };
}

function requestBody(type: ResourceType, { method }: OperationForm, object: JsonRecord): JsonRecord {
  if (method === "post" || method === "put") {
    return { requestBody: { required: true, content: { "*/*": { schema: object } } } };
  }
  if (method !== "patch") return {};
  const patch = { type: "object", description: "A patch in the form its content type names." };
  const kinds = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"];
  if (!type.isCustom) kinds.push("application/strategic-merge-patch+json");
  return {
    requestBody: { required: true, content: Object.fromEntries(kinds.map((name) => [name, { schema: patch }])) },
  };
}

function pathParameter(name: string, description: string): JsonRecord {
  return { name, in: "path", description, required: true, schema: { type: "string", uniqueItems: true } };
}

function queryParameter(name: string): JsonRecord {
  const type = booleans.includes(name) ? "boolean" : integers.includes(name) ? "integer" : "string";
  return { name, in: "query", schema: { type, uniqueItems: true } };
}
