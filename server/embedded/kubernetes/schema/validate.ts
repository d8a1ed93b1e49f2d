import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { findDuplicates } from "./duplicates";
import { type FieldProblem, problem, problemWithoutValue } from "./problem";
import { memberPath, type Schema } from "./schema";

export type Validate = (value: unknown) => FieldProblem[];

/** Compiles a structural schema into a check that names every field that breaks it, in the words of the Kubernetes API server. */
export function compileSchema(schema: Schema): Validate {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, validateFormats: true });
  addFormats.default(ajv);
  const validate: ValidateFunction = ajv.compile(toJsonSchema(schema));
  return (value) => {
    validate(value);
    const found = (validate.errors ?? []).flatMap(describe).concat(findDuplicates(schema, value));
    return found.sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
  };
}

/** OpenAPI 3.0 writes exclusive bounds as booleans beside the bound and knows values that are an integer or a string; JSON Schema does not. */
function toJsonSchema(schema: Schema): object {
  const { properties, additionalProperties, items, allOf, anyOf, oneOf, not, default: _default, ...rest } = schema;
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...plain } = rest;
  const lists = { allOf, anyOf, oneOf };
  return {
    ...plain,
    ...(schema["x-kubernetes-int-or-string"] ? { type: ["integer", "string"] } : {}),
    ...(minimum === undefined ? {} : { [exclusiveMinimum ? "exclusiveMinimum" : "minimum"]: minimum }),
    ...(maximum === undefined ? {} : { [exclusiveMaximum ? "exclusiveMaximum" : "maximum"]: maximum }),
    ...(properties ? { properties: mapValues(properties, toJsonSchema) } : {}),
    ...(additionalProperties === undefined
      ? {}
      : {
          additionalProperties:
            typeof additionalProperties === "object" ? toJsonSchema(additionalProperties) : additionalProperties,
        }),
    ...(items ? { items: toJsonSchema(items) } : {}),
    ...(not ? { not: toJsonSchema(not) } : {}),
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) => (list ? [[name, list.map(toJsonSchema)]] : [])),
    ),
  };
}

function mapValues<In, Out>(record: Record<string, In>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function describe(error: ErrorObject): FieldProblem[] {
  const field = fieldOf(error.instancePath);
  const name = field === "" ? "<nil>" : field;
  const value: unknown = error.data;
  const limit: unknown = error.params["limit"];
  const inBody = (detail: string) => [problem("FieldValueInvalid", name, value, `${name} in body ${detail}`)];
  switch (error.keyword) {
    case "required":
      return [problemWithoutValue("FieldValueRequired", memberPath(field, String(error.params["missingProperty"])))];
    case "type": {
      const actual = typeName(value);
      const expected = String(error.params["type"]);
      return [
        problem("FieldValueTypeInvalid", name, actual, `${name} in body must be of type ${expected}: "${actual}"`),
      ];
    }
    case "format": {
      const format = String(error.params["format"]);
      return [
        problem(
          "FieldValueInvalid",
          name,
          value,
          `${name} in body must be of type ${format}: ${JSON.stringify(value)}`,
        ),
      ];
    }
    case "enum": {
      const allowed = (error.params["allowedValues"] as unknown[]).map((item) => JSON.stringify(item)).join(", ");
      return [problem("FieldValueNotSupported", name, value, `supported values: ${allowed}`)];
    }
    case "pattern":
      return inBody(`should match '${error.params["pattern"]}'`);
    case "minLength":
      return inBody(`should be at least ${limit} chars long`);
    case "maxLength":
      return [
        problemWithoutValue("FieldValueTooLong", name, `may not be more than ${limit} byte${limit === 1 ? "" : "s"}`),
      ];
    case "maxItems":
      return [problem("FieldValueTooMany", name, (value as unknown[]).length, `must have at most ${limit} items`)];
    case "maxProperties":
      return [
        problem("FieldValueTooMany", name, Object.keys(value as object).length, `must have at most ${limit} items`),
      ];
    case "minItems":
      return inBody(`should have at least ${limit} items`);
    case "minProperties":
      return inBody(`should have at least ${limit} properties`);
    case "uniqueItems":
      return inBody("shouldn't contain duplicates");
    case "minimum":
      return inBody(`should be greater than or equal to ${limit}`);
    case "maximum":
      return inBody(`should be less than or equal to ${limit}`);
    case "exclusiveMinimum":
      return inBody(`should be greater than ${limit}`);
    case "exclusiveMaximum":
      return inBody(`should be less than ${limit}`);
    case "multipleOf":
      return inBody(`should be a multiple of ${error.params["multipleOf"]}`);
    default:
      return inBody(error.message ?? "is not valid");
  }
}

/** `/spec/groups/1` is `spec.groups[1]`. */
function fieldOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((path, token) => (/^\d+$/.test(token) && path !== "" ? `${path}[${token}]` : memberPath(path, token)), "");
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
