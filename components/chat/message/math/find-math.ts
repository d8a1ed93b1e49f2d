const charactersMax = 30_000;
/** Code, formulas in the delimiters that language models use, and what is marked already; in this order. */
const pieces =
  /`+[^`]*`+|\\\[([\s\S]{1,2000}?)\\\]|\\\(([^\n]{1,1000}?)\\\)|\$\$[\s\S]{1,2000}?\$\$|(?<![\\$\w])\$(?=[^\s$])([^$\n]{0,300}?[^\s\\$])\$(?![\d$\w])/g;

export interface MathText {
  text: string;
  hasMath: boolean;
}

/**
 * The text with its formulas between `$$`: from `\(…\)`, `\[…\]` and from `$…$` where that is no amount of money. Code is left
 * alone. A text without formulas, or a very long one, stays as it is.
 */
export function findMath(text: string): MathText {
  if (text.length > charactersMax || !/\$|\\\(|\\\[/.test(text)) return { text, hasMath: false };
  let hasMath = false;
  let out = "";
  for (const [part, isCode] of byFences(text)) {
    if (isCode) out += part;
    else {
      out += part.replace(pieces, (whole, block?: string, inline?: string, dollars?: string, at: number = 0) => {
        const formula = formulaOf(whole, { block, inline, dollars }, () => lineAround(part, at, whole.length));
        if (formula !== undefined) hasMath = true;
        return formula ?? whole;
      });
    }
  }
  return hasMath ? { text: out, hasMath } : { text, hasMath };
}

interface Captured {
  block: string | undefined;
  inline: string | undefined;
  dollars: string | undefined;
}

/** What stands between `$$` instead; `undefined` for what is no formula. */
function formulaOf(whole: string, { block, inline, dollars }: Captured, line: () => Line): string | undefined {
  if (block !== undefined && isMathLike(block)) {
    const { indent, isAlone } = line();
    return isAlone ? `$$\n${indent}${block.trim()}\n${indent}$$` : `$$${block.replace(/\s+/g, " ").trim()}$$`;
  }
  if (inline !== undefined) return `$$${inline.trim()}$$`;
  if (dollars !== undefined) return isFormula(dollars) ? `$$${dollars}$$` : undefined;
  return whole.startsWith("$$") ? whole : undefined;
}

interface Line {
  indent: string;
  /** Nothing else stands on the lines where the piece begins and ends. */
  isAlone: boolean;
}

function lineAround(text: string, at: number, length: number): Line {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const end = text.indexOf("\n", at + length);
  const after = text.slice(at + length, end === -1 ? undefined : end);
  return { indent: before, isAlone: before.trim() === "" && after.trim() === "" };
}

/** Brackets that were only escaped hold words. */
function isMathLike(content: string): boolean {
  return /[\\^_=+<>]|\d/.test(content);
}

/** Between single dollars: a command, an operator or a variable, not the words between two prices. */
function isFormula(content: string): boolean {
  return /[\\^_={}<>]/.test(content) || /^\d*[A-Za-z]('|\([\w, ]{1,20}\))?([+\-*/ ]+\d*[A-Za-z0-9])*$/.test(content);
}

/** The text in stretches, and whether each is fenced code. */
function byFences(text: string): [part: string, isCode: boolean][] {
  if (!/^ {0,3}(```|~~~)/m.test(text)) return [[text, false]];
  const parts: [string, boolean][] = [];
  let fence: string | undefined;
  let current = "";
  for (const line of text.split(/(?<=\n)/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark) {
      parts.push([current, false]);
      current = "";
      fence = mark;
    } else if (fence !== undefined && mark?.startsWith(fence) && line.trim() === mark) {
      parts.push([current + line, true]);
      current = "";
      fence = undefined;
      continue;
    }
    current += line;
  }
  parts.push([current, fence !== undefined]);
  return parts;
}
