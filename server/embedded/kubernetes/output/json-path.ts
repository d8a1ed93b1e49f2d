import { isRecord } from "../object";

type Step =
  | { kind: "member"; name: string }
  | { kind: "index"; index: number }
  | { kind: "all" }
  | { kind: "where"; path: Step[]; operator: "==" | "!="; value: unknown };

const stepPattern =
  /^(?:\.([^.[\]]+)|\[['"]([^'"]+)['"]\]|\[(-?\d+)\]|\[(\*)\]|\[\?\(@((?:\.[^.[\]=!\s]+|\[['"][^'"]+['"]\])+)\s*(==|!=)\s*("[^"]*"|'[^']*'|[^)\s]+)\)\])/;

/**
 * Compiles the JSONPath of printer columns and selectable fields: members (a dot in a name is written `\.`), indices, `[*]`, and the filter
 * `[?(@.type=="Ready")]`. The result yields every match in order. Throws for anything else.
 */
export function compileJsonPath(path: string): (root: unknown) => unknown[] {
  const steps = parse(path, path);
  return (root) => steps.reduce((found: unknown[], step) => found.flatMap((value) => take(step, value)), [root]);
}

// A dot inside a name is written `\.`; it must not look like a step while the path is read.
const escapedDot = "\u0000";

function parse(path: string, whole: string): Step[] {
  const steps: Step[] = [];
  let rest = path.replaceAll("\\.", escapedDot);
  while (rest !== "") {
    const match = stepPattern.exec(rest);
    if (!match) throw new Error(`The JSONPath ${JSON.stringify(whole)} is not understood at ${JSON.stringify(rest)}.`);
    rest = rest.slice(match[0].length);
    steps.push(stepOf(match, whole));
  }
  return steps;
}

function stepOf(match: RegExpExecArray, whole: string): Step {
  const [, dotted, quoted, index, all, filterPath, operator, value] = match;
  const name = dotted ?? quoted;
  if (name !== undefined)
    return name === "*" ? { kind: "all" } : { kind: "member", name: name.replaceAll(escapedDot, ".") };
  if (index !== undefined) return { kind: "index", index: Number(index) };
  if (all !== undefined) return { kind: "all" };
  const path = parse(filterPath ?? "", whole);
  return { kind: "where", path, operator: operator === "!=" ? "!=" : "==", value: literal(value ?? "") };
}

function literal(text: string): unknown {
  if (/^["']/.test(text)) return text.slice(1, -1);
  if (text === "true" || text === "false") return text === "true";
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function take(step: Step, value: unknown): unknown[] {
  switch (step.kind) {
    case "member":
      return isRecord(value) && value[step.name] !== undefined ? [value[step.name]] : [];
    case "index": {
      const item: unknown = Array.isArray(value) ? value.at(step.index) : undefined;
      return item === undefined ? [] : [item];
    }
    case "all":
      return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
    case "where":
      return Array.isArray(value) ? value.filter((item) => matches(step, item)) : [];
  }
}

function matches(step: Extract<Step, { kind: "where" }>, item: unknown): boolean {
  const [found] = step.path.reduce((values: unknown[], next) => values.flatMap((value) => take(next, value)), [item]);
  return step.operator === "==" ? found === step.value : found !== undefined && found !== step.value;
}
