import { failureOf } from "@/components/api";

export interface Problems {
  /** By the field's name, without `spec.` or the like before it or an index behind it. */
  fields: Record<string, string>;
  /** What is wrong with the whole, or with a field that is not on the form. */
  general?: string;
}

/** Where on a form a failed call's problems belong. */
export function problemsOf(error: unknown, fieldNames: readonly string[]): Problems {
  if (!error) return { fields: {} };
  const failure = failureOf(error);
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { path, message } of failure.fields) {
    const name = path.replace(/^(spec|metadata|resource)\./, "").replace(/[[.].*$/, "");
    if (fieldNames.includes(name)) fields[name] ??= message;
    else rest.push(path ? `${path}: ${message}` : message);
  }
  if (failure.reason === "already_exists") return { fields: { name: failure.message } };
  if (failure.fields.length === 0) rest.push(failure.message);
  return { fields, general: rest.length > 0 ? rest.join(" ") : undefined };
}
