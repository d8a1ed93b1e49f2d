import { linesOfOneLine, linesOfRows, type SourceLine } from "./source-lines";

// Fetched when the first list is read.
const loadParser = () => import("papaparse").then((module) => module.default);

/** The ids in a pasted text: one a line, several on one line, or a table. */
export async function readPasted(text: string): Promise<SourceLine[]> {
  const oneLine = linesOfOneLine(text);
  if (oneLine) return oneLine;
  const parser = await loadParser();
  return linesOfRows(parser.parse<string[]>(text).data);
}

/** The ids in a CSV file, or in one with an id a line. Rejects when the browser cannot read it. */
export async function readFile(file: File): Promise<SourceLine[]> {
  const parser = await loadParser();
  return new Promise((resolve, reject) => {
    parser.parse<string[], File>(file, { complete: ({ data }) => resolve(linesOfRows(data)), error: reject });
  });
}

/** Lets the browser save a table. What a spreadsheet would take for a formula is made harmless. */
export async function saveTable(name: string, columns: string[], rows: (string | number)[][]): Promise<void> {
  const parser = await loadParser();
  const text = parser.unparse({ fields: columns, data: rows }, { escapeFormulae: true });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
