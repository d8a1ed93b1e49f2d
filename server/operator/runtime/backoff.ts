/** How long to wait after failure number `failures` (1 is the first): doubles up to the maximum, spread over its upper half so that many keys do not come back together. */
export function backoffMs(
  failures: number,
  options: { minMs: number; maxMs: number; random?: () => number } = { minMs: 100, maxMs: 60_000 },
): number {
  const { minMs, maxMs, random = Math.random } = options;
  const full = Math.min(maxMs, minMs * 2 ** Math.min(failures - 1, 30));
  return full * (0.5 + random() / 2);
}
