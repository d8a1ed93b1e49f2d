import { isRecord, type ObjectMeta } from "../object";
import { type FieldProblem, problem, problemWithoutValue } from "./problem";

const labelCharactersMax = 63;
const subdomainCharactersMax = 253;
const annotationBytesMax = 256 * 1024;
const subdomain = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const qualifiedName = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";

export type NameRule = "subdomain" | "label";

const nameRules: Record<NameRule, { pattern: string; charactersMax: number; sentence: string }> = {
  subdomain: {
    pattern: subdomain,
    charactersMax: subdomainCharactersMax,
    sentence: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`,
  },
  label: {
    pattern: label,
    charactersMax: labelCharactersMax,
    sentence: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`,
  },
};

/** Checks what holds for the metadata of every kind: name, labels, annotations, finalizers. */
export function checkMetadata(metadata: ObjectMeta, nameRule: NameRule): FieldProblem[] {
  return [
    ...checkName(metadata.name, nameRule),
    ...checkLabels(metadata.labels),
    ...checkAnnotations(metadata.annotations),
    ...(metadata.finalizers ?? []).flatMap((name, index) => checkQualified(`metadata.finalizers[${index}]`, name)),
  ];
}

function checkName(name: string, rule: NameRule): FieldProblem[] {
  const field = "metadata.name";
  const { pattern, charactersMax, sentence } = nameRules[rule];
  if (!name) return [problemWithoutValue("FieldValueRequired", field, "name or generateName is required")];
  const found: FieldProblem[] = [];
  if (name.length > charactersMax) {
    found.push(problem("FieldValueInvalid", field, name, `must be no more than ${charactersMax} characters`));
  }
  if (!new RegExp(`^${pattern}$`).test(name)) found.push(problem("FieldValueInvalid", field, name, sentence));
  return found;
}

function checkLabels(labels: unknown): FieldProblem[] {
  if (!isRecord(labels)) return [];
  return Object.entries(labels).flatMap(([key, value]) => [
    ...checkQualified("metadata.labels", key),
    ...(typeof value === "string" ? checkLabelValue("metadata.labels", value) : []),
  ]);
}

function checkLabelValue(field: string, value: string): FieldProblem[] {
  if (value.length > labelCharactersMax) {
    return [problem("FieldValueInvalid", field, value, `must be no more than ${labelCharactersMax} characters`)];
  }
  if (new RegExp(`^${labelValue}$`).test(value)) return [];
  const detail = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${labelValue}')`;
  return [problem("FieldValueInvalid", field, value, detail)];
}

function checkAnnotations(annotations: unknown): FieldProblem[] {
  if (!isRecord(annotations)) return [];
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  const found = Object.keys(annotations).flatMap((key) =>
    checkQualified("metadata.annotations", key.toLowerCase(), key),
  );
  if (bytes > annotationBytesMax) {
    found.push(
      problemWithoutValue(
        "FieldValueTooLong",
        "metadata.annotations",
        `may not be more than ${annotationBytesMax} bytes`,
      ),
    );
  }
  return found;
}

/** `name` or `prefix.example.org/name`. */
function checkQualified(field: string, key: string, shown = key): FieldProblem[] {
  const parts = key.split("/");
  const name = parts.at(-1) ?? "";
  const prefix = parts.length > 1 ? parts.slice(0, -1).join("/") : undefined;
  const isPrefixValid =
    prefix === undefined || (prefix.length <= subdomainCharactersMax && new RegExp(`^${subdomain}$`).test(prefix));
  if (
    parts.length <= 2 &&
    isPrefixValid &&
    name.length <= labelCharactersMax &&
    new RegExp(`^${qualifiedName}$`).test(name)
  ) {
    return [];
  }
  const detail = `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedName}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  return [problem("FieldValueInvalid", field, shown, detail)];
}
