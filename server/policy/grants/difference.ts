/** What to add and what to remove to turn `have` into `want`, both by `key`. */
export function difference<Item extends { key: number }>(
  have: Item[],
  want: Item[],
): { added: number[]; removed: number[] } {
  const had = new Set(have.map(({ key }) => key));
  const wanted = new Set(want.map(({ key }) => key));
  return {
    added: [...wanted].filter((key) => !had.has(key)),
    removed: [...had].filter((key) => !wanted.has(key)),
  };
}
