import { Environment } from "@marcbachmann/cel-js";
import { isRecord } from "../object";
import { type FieldProblem, type ProblemReason, problem } from "./problem";
import { memberPath, type Schema, type SchemaRule, schemaOfMember } from "./schema";

export type CheckRules = (value: unknown, old: unknown) => FieldProblem[];

interface CompiledRule {
  rule: SchemaRule;
  isTransition: boolean;
  evaluate: (context: Record<string, unknown>) => unknown;
  explain: ((context: Record<string, unknown>) => unknown) | undefined;
}

const environment = new Environment({ enableOptionalTypes: true })
  .registerVariable("self", "dyn")
  .registerVariable("oldSelf", "dyn");

/**
 * Compiles the `x-kubernetes-validations` of a schema. Rules that name `oldSelf` are about changes: they run only where an earlier
 * value corresponds, which is by name in objects and by key in lists of type map. Throws for a rule that is not valid CEL.
 */
export function compileRules(schema: Schema): CheckRules {
  const compiled = new Map<Schema, CompiledRule[]>();
  collect(schema, compiled);
  if (compiled.size === 0) return () => [];
  return (value, old) => walk(compiled, schema, value, old, "");
}

function collect(schema: Schema | undefined, compiled: Map<Schema, CompiledRule[]>): void {
  if (!schema) return;
  const rules = schema["x-kubernetes-validations"];
  if (rules) compiled.set(schema, rules.map(compileRule));
  for (const member of Object.values(schema.properties ?? {})) collect(member, compiled);
  if (typeof schema.additionalProperties === "object") collect(schema.additionalProperties, compiled);
  collect(schema.items, compiled);
}

function compileRule(rule: SchemaRule): CompiledRule {
  return {
    rule,
    isTransition: /\boldSelf\b/.test(rule.rule),
    evaluate: environment.parse(rule.rule),
    explain: rule.messageExpression ? environment.parse(rule.messageExpression) : undefined,
  };
}

function walk(
  compiled: Map<Schema, CompiledRule[]>,
  schema: Schema | undefined,
  value: unknown,
  old: unknown,
  path: string,
): FieldProblem[] {
  if (!schema || value === undefined) return [];
  const own = (compiled.get(schema) ?? []).flatMap((rule) => check(rule, schema, value, old, path));
  if (Array.isArray(value)) {
    const inner = value.flatMap((item, index) =>
      walk(compiled, schema.items, item, correspondingItem(schema, item, old), `${path}[${index}]`),
    );
    return [...own, ...inner];
  }
  if (!isRecord(value)) return own;
  const before = isRecord(old) ? old : {};
  const inner = Object.entries(value).flatMap(([key, member]) =>
    walk(compiled, schemaOfMember(schema, key), member, before[key], memberPath(path, key)),
  );
  return [...own, ...inner];
}

function check(compiled: CompiledRule, schema: Schema, value: unknown, old: unknown, path: string): FieldProblem[] {
  const { rule } = compiled;
  if (compiled.isTransition && old === undefined) return [];
  const context = { self: toCel(schema, value), ...(old === undefined ? {} : { oldSelf: toCel(schema, old) }) };
  const base = path === "" ? "<nil>" : path;
  const field = rule.fieldPath ? memberPath(path, rule.fieldPath.replace(/^\./, "")) : base;
  const reason = (rule.reason ?? "FieldValueInvalid") as ProblemReason;
  try {
    if (compiled.evaluate(context) === true) return [];
    const explained = compiled.explain?.(context);
    const message = typeof explained === "string" ? explained : (rule.message ?? `failed rule: ${rule.rule}`);
    return [problem(reason, field, schema.type ?? "object", message)];
  } catch (error) {
    const detail = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return [problem("FieldValueInvalid", field, schema.type ?? "object", `rule "${rule.rule}" failed: ${detail}`)];
  }
}

function correspondingItem(schema: Schema, item: unknown, old: unknown): unknown {
  const keys = schema["x-kubernetes-list-map-keys"];
  if (!keys || !isRecord(item) || !Array.isArray(old)) return undefined;
  return old.find((other: unknown) => isRecord(other) && keys.every((key) => other[key] === item[key]));
}

/** CEL tells integers from doubles, JSON does not: what the schema calls an integer becomes one. */
function toCel(schema: Schema | undefined, value: unknown): unknown {
  if (typeof value === "number") {
    const isInteger = schema?.type === "integer" || schema?.["x-kubernetes-int-or-string"] === true;
    return isInteger && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map((item) => toCel(schema?.items, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, toCel(schemaOfMember(schema, key), member)]),
  );
}
