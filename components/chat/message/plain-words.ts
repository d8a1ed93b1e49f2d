/**
 * The words of a text in markdown, line by line, without its marks: for previews, which show the beginning of a text and must
 * not wait for it to be parsed. Meant for a few thousand characters; whoever has more cuts it before.
 */
export function plainWords(markdown: string): string {
  return (
    markdown
      .replace(/^ {0,3}(`{3,}|~{3,}).*$/gm, "")
      .replace(/^(?:[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])(?=[ \t]))+[ \t]*/gm, "")
      .replace(/^[ \t]*\|.*\|.*$/gm, tableRow)
      .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, "$1")
      .replace(/(\*\*|__|~~)(\S(?:.*?\S)?)\1/g, "$2")
      .replace(/(`+)(\S(?:.*?\S)?)\1/g, "$2")
      // A mark within a word, or beside a space, is no emphasis: snake_case, 2 * 3.
      .replace(/(?<![\w*])([*_])(?![\s*_])([^*_\n]*[^\s*_])\1(?![\w*])/g, "$2")
      .trim()
  );
}

/** As `plainWords`, on one line. */
export function plainLine(markdown: string): string {
  return plainWords(markdown).replace(/\s+/g, " ");
}

/** The beginning of a text as one line. */
export function previewOf(markdown: string, characters = 240): string {
  return plainLine(markdown.slice(0, characters * 2)).slice(0, characters);
}

function tableRow(row: string): string {
  const cells = row.split("|").map((cell) => cell.trim());
  return cells.filter((cell) => cell !== "" && !/^:?-{3,}:?$/.test(cell)).join(" | ");
}
