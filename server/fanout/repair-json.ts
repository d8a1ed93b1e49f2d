/** Deeper JSON overflows the stack of somebody who reads it. */
export const nestingMax = 100;

// Of what nests too deep, naming the outermost steps is enough.
const stepsNamedMax = 4;

// With the `u` flag a whole pair is one character, so only half of one is a surrogate.
const halfPair = /\p{Surrogate}/u;
const halfPairs = /\p{Surrogate}/gu;

interface Problem {
  path: PropertyKey[];
  message: string;
}

/**
 * Makes parsed JSON storable, in place: half surrogate pairs become U+FFFD, as any UTF-8 encoder would make them. Answers
 * with the first thing that cannot be mended: nesting deeper than `nestingMax`, or U+0000, which Postgres has no place for.
 */
export function repairJson(value: object): Problem | undefined {
  const problem = walk(value, 1);
  if (!problem) return undefined;
  const path = problem.path.reverse();
  return { path: path.length < nestingMax ? path : path.slice(0, stepsNamedMax), message: problem.message };
}

/** The path of the problem it answers with is the wrong way round. */
function walk(value: object, depth: number): Problem | undefined {
  if (depth > nestingMax) return { path: [], message: `nests deeper than ${nestingMax} levels.` };
  return Array.isArray(value) ? walkList(value, depth) : walkRecord(value as Record<string, unknown>, depth);
}

function walkList(list: unknown[], depth: number): Problem | undefined {
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    if (typeof item === "string") {
      if (item.includes("\0")) return { path: [index], message: "holds the character U+0000." };
      if (halfPair.test(item)) list[index] = item.replace(halfPairs, "\uFFFD");
    } else if (typeof item === "object" && item !== null) {
      const problem = walk(item, depth + 1);
      if (problem) return within(index, problem);
    }
  }
  return undefined;
}

function walkRecord(record: Record<string, unknown>, depth: number): Problem | undefined {
  for (const key of Object.keys(record)) {
    if (key.includes("\0") || halfPair.test(key)) {
      return { path: [], message: "holds a name with U+0000 or half a surrogate pair." };
    }
    const item = record[key];
    if (typeof item === "string") {
      if (item.includes("\0")) return { path: [key], message: "holds the character U+0000." };
      if (halfPair.test(item)) define(record, key, item.replace(halfPairs, "\uFFFD"));
    } else if (typeof item === "object" && item !== null) {
      const problem = walk(item, depth + 1);
      if (problem) return within(key, problem);
    }
  }
  return undefined;
}

function within(key: PropertyKey, problem: Problem): Problem {
  problem.path.push(key);
  return problem;
}

// Plain assignment to a parsed "__proto__" key would change the prototype instead of the field.
function define(record: Record<string, unknown>, key: string, value: string): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true });
}
