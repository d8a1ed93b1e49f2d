const smallBranches = 8;
const summaryCharacters = 80;

/** Whether a value has parts of its own. */
export function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

export function branchesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}

/** Whether a value is small enough to be open from the start. */
export function isSmall(value: unknown): boolean {
  return isBranch(value) && branchesOf(value).length <= smallBranches;
}

/** What is inside a closed value, in a few words: its first names or values and how many there are. */
export function summaryOf(value: object, isExpanded: boolean): string {
  const count = branchesOf(value).length;
  if (Array.isArray(value)) return isExpanded ? `[${count}]` : `[${count}] ${clip(value.map(wordOf).join(", "))}`;
  return isExpanded ? `{${count}}` : `{ ${clip(inOneLine(value))} }`;
}

/** An object's fields, or a list's values, on one line; what is nested is only counted. */
export function inOneLine(value: unknown): string {
  if (!isBranch(value)) return wordOf(value);
  if (Array.isArray(value)) return value.slice(0, smallBranches).map(wordOf).join(", ");
  return branchesOf(value)
    .slice(0, smallBranches)
    .map(([name, child]) => `${name}: ${wordOf(child)}`)
    .join(", ");
}

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (isBranch(value)) return `{${branchesOf(value).length}}`;
  if (typeof value === "string") return clip(value.replace(/\s+/g, " "));
  return String(value);
}

function clip(text: string): string {
  return text.length > summaryCharacters ? `${text.slice(0, summaryCharacters)}…` : text;
}
