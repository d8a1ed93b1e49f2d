/** One id of a list, with the line it stands on, from 1. */
export interface SourceLine {
  line: number;
  value: string;
}

const headers = new Set(["id", "principal", "principal_id", "member", "member_id", "agent", "agent_id"]);

/** The ids in the rows of a table: of the column whose header says so, otherwise of the first. Empty cells are left out. */
export function linesOfRows(rows: readonly (readonly string[])[]): SourceLine[] {
  const header = (rows[0] ?? []).findIndex((cell) => headers.has(cell.trim().toLowerCase()));
  const column = Math.max(header, 0);
  return rows.flatMap((cells, index) => {
    const value = cells[column]?.trim() ?? "";
    return value === "" || (index === 0 && header >= 0) ? [] : [{ line: index + 1, value }];
  });
}

/** One pasted line may be a list by itself, parted by commas, semicolons or spaces; undefined when the text has several lines. */
export function linesOfOneLine(text: string): SourceLine[] | undefined {
  const trimmed = text.trim();
  if (/[\r\n]/.test(trimmed)) return undefined;
  return trimmed.split(/[\s,;]+/).flatMap((value) => (value === "" ? [] : [{ line: 1, value }]));
}

/** Parts of equal size: enough of them to see progress, none larger than the server takes at once. */
export function partsOf<Item>(items: readonly Item[], partsWanted = 20, sizeMax = 10_000): Item[][] {
  const size = Math.min(sizeMax, Math.max(500, Math.ceil(items.length / partsWanted)));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
