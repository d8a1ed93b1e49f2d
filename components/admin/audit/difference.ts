/** One thing that differs between before and after, by the path of its name. */
export type Difference =
  | { kind: "value"; path: string; before: string | undefined; after: string | undefined }
  | { kind: "items"; path: string; added: string[]; removed: string[] };

/**
 * What differs between two JSON values, in the order of the later one and then what is gone. Lists are compared as sets:
 * what came and what went. Values are texts for people; `undefined` stands for what was not there.
 */
export function differenceOf(before: unknown, after: unknown): Difference[] {
  const had = leavesOf(before);
  const has = leavesOf(after);
  const paths = new Set([...has.keys(), ...had.keys()]);
  return [...paths].flatMap((path) => {
    const [was, is] = [had.get(path), has.get(path)];
    if (Array.isArray(was) || Array.isArray(is)) return itemsOf(path, listOf(was), listOf(is));
    return was === is ? [] : [{ kind: "value" as const, path, before: was, after: is }];
  });
}

const bookkeeping = new Set(["id", "uid", "generation"]);

/** The difference without bookkeeping that says little to people, unless there is nothing else. */
export function tellingDifferenceOf(before: unknown, after: unknown): Difference[] {
  const all = differenceOf(before, after);
  const telling = all.filter(({ path }) => !bookkeeping.has(path));
  return telling.length > 0 ? telling : all;
}

type Leaf = string | string[];

function itemsOf(path: string, was: string[], is: string[]): Difference[] {
  const [had, has] = [new Set(was), new Set(is)];
  const added = [...has].filter((item) => !had.has(item));
  const removed = [...had].filter((item) => !has.has(item));
  return added.length + removed.length === 0 ? [] : [{ kind: "items", path, added, removed }];
}

function listOf(leaf: Leaf | undefined): string[] {
  return leaf === undefined ? [] : Array.isArray(leaf) ? leaf : [leaf];
}

/** Each value that is no object, by its path: `roles`, `spec.topic`. */
function leavesOf(value: unknown, path = ""): Map<string, Leaf> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) return new Map([[path, value.map(textOf)]]);
  if (typeof value !== "object") return new Map([[path, textOf(value)]]);
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leavesOf(part, path ? `${path}.${name}` : name)]));
}

/** `owner · group: Edge`: an object in a list on one line. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  const parts = [...leavesOf(value)].map(([path, leaf]) => {
    const name = path.split(".").at(-1) ?? path;
    return `${name}: ${Array.isArray(leaf) ? leaf.join(", ") : leaf}`;
  });
  return parts.join(" · ");
}

/** The difference on one line, such as `topic: old → new` or `groups: +Edge −North`. */
export function sayDifference(difference: Difference): string {
  const name = difference.path ? `${difference.path}: ` : "";
  if (difference.kind === "items") {
    const { added, removed } = difference;
    return name + [...signed("+", added), ...signed("−", removed)].join(" ");
  }
  const { before, after } = difference;
  if (before === undefined) return `${name}${quoted(after)}`;
  return after === undefined ? `${name}${quoted(before)} →` : `${name}${quoted(before)} → ${quoted(after)}`;
}

const itemsNamedMax = 3;

function signed(sign: string, items: string[]): string[] {
  const named = items.slice(0, itemsNamedMax).map((item) => `${sign}${item}`);
  return items.length > itemsNamedMax ? [...named, `${sign}${items.length - itemsNamedMax}…`] : named;
}

function quoted(text: string | undefined): string {
  return text === "" ? "“”" : (text ?? "");
}
