/** One step of a field's path as FieldsV1 writes it: `f:name`, `k:{"key":"value"}`, `v:"item"`. */
export type PathElement = string;

/** A path is its elements joined by NUL, which no element holds. */
export type FieldPath = string;

/** A set of fields of an object. A parent is in it only when it is a field that somebody set as such. */
export type PathSet = Set<FieldPath>;

const separator = "\u0000";

export function joinPath(parent: FieldPath, element: PathElement): FieldPath {
  return parent === "" ? element : `${parent}${separator}${element}`;
}

export function splitPath(path: FieldPath): PathElement[] {
  return path === "" ? [] : path.split(separator);
}

export function union(a: PathSet, b: PathSet): PathSet {
  return new Set([...a, ...b]);
}

export function intersection(a: PathSet, b: PathSet): PathSet {
  return new Set([...a].filter((path) => b.has(path)));
}

export function difference(a: PathSet, b: PathSet): PathSet {
  return new Set([...a].filter((path) => !b.has(path)));
}

export function isSameSet(a: PathSet, b: PathSet): boolean {
  return a.size === b.size && [...a].every((path) => b.has(path));
}

/** The set without the fields at and under any of the given paths. */
export function withoutSubtrees(set: PathSet, roots: FieldPath[]): PathSet {
  const isUnder = (path: FieldPath) => roots.some((root) => path === root || path.startsWith(`${root}${separator}`));
  return new Set([...set].filter((path) => !isUnder(path)));
}

/** The set with the named parents of each of its fields: what is set under `spec` sets `spec` too. List items are no named fields. */
export function withNamedParents(set: PathSet): PathSet {
  const all = new Set(set);
  for (const path of set) {
    const elements = splitPath(path);
    for (let length = elements.length - 1; length > 0; length -= 1) {
      if (elements[length - 1]?.startsWith("f:")) all.add(elements.slice(0, length).join(separator));
    }
  }
  return all;
}

/** The path as messages show it: `.spec.conditions[type="Ready"].status`. */
export function describePath(path: FieldPath): string {
  return splitPath(path)
    .map((element) => {
      const rest = element.slice(2);
      if (element.startsWith("f:")) return `.${rest}`;
      if (element.startsWith("k:")) {
        const keys = Object.entries(JSON.parse(rest) as Record<string, unknown>);
        return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}]`;
      }
      return `[=${rest}]`;
    })
    .join("");
}
