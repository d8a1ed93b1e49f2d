const depthMax = 12;
const indentMax = 60;
const marksMin = 300;
const markShareMax = 0.35;

/**
 * Whether a text nests so deep, or is so full of marks, that reading it as markdown would take long or overflow the stack while
 * nobody meant it as such: quotes in quotes, lists in lists, thousands of brackets. What is in code fences does not count.
 */
export function isTangled(text: string): boolean {
  let marks = 0;
  let characters = 0;
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3);
    if (fence !== undefined) {
      if (mark === fence) fence = undefined;
      continue;
    }
    if (mark) {
      fence = mark;
      continue;
    }
    if (isDeep(line)) return true;
    marks += line.match(/[[\]*_<`\\&!~]/g)?.length ?? 0;
    characters += line.length;
  }
  return marks > marksMin && marks > characters * markShareMax;
}

/** More quotes and list items begin on this line than anybody reads. */
function isDeep(line: string): boolean {
  let at = 0;
  for (let depth = 0; depth <= depthMax; depth++) {
    while (line[at] === " " || line[at] === "\t") at++;
    if (at > indentMax && /[-+*>\d]/.test(line[at] ?? "")) return true;
    const marker =
      line[at] === ">" ? 1 : (/^(?:[-+*]|\d{1,9}[.)])(?=[ \t])/.exec(line.slice(at, at + 12))?.[0].length ?? 0);
    if (marker === 0) return false;
    at += marker;
  }
  return true;
}
