import { branchesOf, hasParts, isSmall, sizeOf } from "./json-shape";

const firstBranches = 50;
const growth = 10;
const branchesAtOnce = 50_000;

/** One line of a tree. */
export interface JsonRow {
  /** Unique in the tree, and the same as long as the value is: remembers what is open. */
  key: string;
  name: string;
  value: unknown;
  depth: number;
  /** Something beside it can be opened: leaves room for its arrow. */
  isIndented: boolean;
  /** Whether what can be opened is open. */
  isExpanded?: boolean;
  /** Stands for so many more parts, which are listed on demand. */
  rest?: number;
}

interface JsonRowsState {
  isExpanded(key: string, byDefault: boolean): boolean;
  /** How many parts of the value with this key are listed. */
  limitOf(key: string): number | undefined;
}

/** The lines of what is open of a value, from top to bottom. Looks at nothing that is closed or not listed yet. */
export function jsonRows(id: string, value: object, state: JsonRowsState): JsonRow[] {
  const rows: JsonRow[] = [];
  // A list of its own instead of recursion: what nests a thousand deep is one more level, not one more call.
  const left: (JsonRow | { of: string; value: object; depth: number })[] = [{ of: id, value, depth: 0 }];
  for (let next = left.pop(); next; next = left.pop()) {
    if ("key" in next) {
      rows.push(next);
      if (next.isExpanded) left.push({ of: next.key, value: next.value as object, depth: next.depth + 1 });
      continue;
    }
    const { of, depth } = next;
    const branches = branchesOf(next.value, state.limitOf(of) ?? firstBranches);
    const opensSmall = depth === 0 && sizeOf(next.value) <= firstBranches;
    const isIndented = branches.some(([, part]) => hasParts(part));
    const rest = sizeOf(next.value) - branches.length;
    if (rest > 0) left.push({ key: moreKey(of), name: of, value: undefined, depth, isIndented, rest });
    for (let index = branches.length - 1; index >= 0; index--) {
      const [name, part] = branches[index] as [string, unknown];
      const key = `${of}/${segmentOf(name)}`;
      const isExpanded = hasParts(part) ? state.isExpanded(key, opensSmall && isSmall(part)) : undefined;
      left.push({ key, name, value: part, depth, isIndented, isExpanded });
    }
  }
  return rows;
}

/** How many parts are listed after one more press of "more": ten times as many, so that a few presses reach any. */
export function nextLimit(limit: number = firstBranches): number {
  return Math.min(limit * growth, limit + branchesAtOnce);
}

function moreKey(of: string): string {
  return `more:${of}`;
}

/** A name within a key, as in a JSON pointer (RFC 6901). */
function segmentOf(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}
