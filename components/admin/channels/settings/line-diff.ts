export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** How one text becomes the other, line by line: the longest run of common lines stays, removed lines stand before those in their place. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const from = before.split("\n");
  const to = after.split("\n");
  const lengths = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < from.length || column < to.length) {
    const removed = from[row];
    const added = to[column];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: "same", text: removed });
      row += 1;
      column += 1;
    } else if (
      removed !== undefined &&
      (added === undefined || at(lengths, row + 1, column) >= at(lengths, row, column + 1))
    ) {
      lines.push({ kind: "removed", text: removed });
      row += 1;
    } else if (added !== undefined) {
      lines.push({ kind: "added", text: added });
      column += 1;
    }
  }
  return lines;
}

/** For each pair of places, how many lines the texts have in common from there on. */
function commonLengths(from: string[], to: string[]): number[][] {
  const lengths = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      const line = lengths[row];
      if (!line) continue;
      line[column] =
        from[row] === to[column]
          ? at(lengths, row + 1, column + 1) + 1
          : Math.max(at(lengths, row + 1, column), at(lengths, row, column + 1));
    }
  }
  return lengths;
}

function at(lengths: number[][], row: number, column: number): number {
  return lengths[row]?.[column] ?? 0;
}
