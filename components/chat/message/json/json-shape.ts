const smallBranches = 8;
const summaryCharacters = 80;

/** Whether a value has parts of its own. */
export function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const namesOfLarge = new WeakMap<object, string[]>();
const largeObject = 1_000;

/** The names of an object's parts. Those of a large object are listed once: it is asked for them with each drawing. */
function namesOf(value: object): string[] {
  const known = namesOfLarge.get(value);
  if (known) return known;
  const names = Object.keys(value);
  if (names.length >= largeObject) namesOfLarge.set(value, names);
  return names;
}

/** How many parts a value has. */
export function sizeOf(value: object): number {
  return Array.isArray(value) ? value.length : namesOf(value).length;
}

/** Whether there is anything in a value to open. */
export function hasParts(value: unknown): value is object {
  return isBranch(value) && sizeOf(value) > 0;
}

/** The first parts of a value with their names: no more work than what is shown, however large the rest is. */
export function branchesOf(value: object, limit: number): [name: string, part: unknown][] {
  if (Array.isArray(value)) return value.slice(0, limit).map((part: unknown, index) => [String(index), part]);
  return namesOf(value)
    .slice(0, limit)
    .map((name) => [name, (value as Record<string, unknown>)[name]]);
}

/** Whether a value is small enough to be open from the start. */
export function isSmall(value: unknown): boolean {
  return isBranch(value) && sizeOf(value) <= smallBranches;
}

/** What is inside a closed value, in a few words: its first names or values and how many there are. */
export function summaryOf(value: object, isExpanded: boolean): string {
  const size = sizeOf(value);
  if (Array.isArray(value)) return isExpanded ? `[${size}]` : `[${size}] ${clip(inOneLine(value))}`;
  return isExpanded ? `{${size}}` : `{ ${clip(inOneLine(value))} }`;
}

/** An object's fields, or a list's values, on one line; what is nested is only counted. */
export function inOneLine(value: unknown): string {
  if (!isBranch(value)) return wordOf(value);
  const branches = branchesOf(value, smallBranches);
  if (Array.isArray(value)) return branches.map(([, part]) => wordOf(part)).join(", ");
  return branches.map(([name, part]) => `${clip(name)}: ${wordOf(part)}`).join(", ");
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (isBranch(value)) return `{${sizeOf(value)}}`;
  if (typeof value === "string") return clip(value.slice(0, 4 * summaryCharacters).replace(/\s+/g, " "));
  return String(value);
}

/** The beginning of a text that is too long for a line. */
export function clip(text: string, characters = summaryCharacters): string {
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}
