const shownMax = 99;

/** The title with the number before it, in place of one that is there: `(3) #lab`. */
export function countInTitle(title: string, count: number): string {
  const plain = title.replace(/^\(\d+\+?\) /, "");
  if (count <= 0) return plain;
  return `(${count > shownMax ? `${shownMax}+` : count}) ${plain}`;
}
