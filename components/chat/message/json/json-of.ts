const charactersMax = 1_100_000;

/** The object or array that `text` is, when it is nothing else. */
export function jsonOf(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed) || trimmed.length > charactersMax) return undefined;
  try {
    return JSON.parse(trimmed);
  } catch {
    return undefined;
  }
}
