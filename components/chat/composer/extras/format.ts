import type { TextEdit } from "./text-edit";

/** Puts marks around what is selected, or takes those away that are there; without a selection the caret is between them. */
export function wrap(text: string, from: number, to: number, mark: string): TextEdit {
  const size = mark.length;
  const character = mark.charAt(0);
  const selected = text.slice(from, to);
  const inner = selected.slice(size, -size);
  const isMarkedInside = selected.length > 2 * size && selected === mark + inner + mark;
  // A longer run of the same characters is another mark.
  if (isMarkedInside && !inner.startsWith(character) && !inner.endsWith(character)) {
    return { from, to, insert: inner, select: [from, from + inner.length] };
  }
  const start = from - size;
  const isMarkedOutside = start >= 0 && text.slice(start, to + size) === mark + selected + mark;
  if (isMarkedOutside && text[start - 1] !== character && text[to + size] !== character) {
    return { from: start, to: to + size, insert: selected, select: [start, to - size] };
  }
  return { from, to, insert: mark + selected + mark, select: [from + size, to + size] };
}

const item = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)])|(>))([ \t]+)(\[[ xX]\][ \t]+)?/;

/** A new line in a list or a quotation goes on with it; in an item without words it ends it. `undefined`: it is a line like any other. */
export function continueList(text: string, from: number, to: number): TextEdit | undefined {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const line = text.slice(start, from);
  const found = item.exec(line);
  if (!found) return undefined;
  const [whole, indent = "", bullet, number, delimiter, quote, space = " ", box] = found;
  const isLineEnd = to === text.length || text[to] === "\n";
  if (whole.length === line.length && isLineEnd) return { from: start, to, insert: "", select: [start, start] };
  const mark = bullet ?? quote ?? `${Number(number) + 1}${delimiter}`;
  const insert = `\n${indent}${mark}${space}${box ? "[ ] " : ""}`;
  return { from, to, insert, select: [from + insert.length, from + insert.length] };
}
