const smallBranches = 8;
const summaryCharacters = 80;

/** Whether a value has parts of its own. */
export function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

const sizes = new WeakMap<object, number>();

/** How many parts a value has. Those of a large object are counted once. */
export function sizeOf(value: object): number {
  if (Array.isArray(value)) return value.length;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = Object.keys(value).length;
  sizes.set(value, size);
  return size;
}

/** The first parts of a value with their names: no more work than what is shown, however large the rest is. */
export function branchesOf(value: object, limit: number): [name: string, part: unknown][] {
  if (Array.isArray(value)) return value.slice(0, limit).map((part: unknown, index) => [String(index), part]);
  const branches: [string, unknown][] = [];
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    if (branches.length >= limit) break;
    branches.push([name, (value as Record<string, unknown>)[name]]);
  }
  return branches;
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
