/** The value at a path into structured data; `undefined` when there is none. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const step of path) {
    if (Array.isArray(value)) value = /^\d{1,6}$/.test(step) ? value[Number(step)] : undefined;
    else if (typeof value === "object" && value !== null && Object.hasOwn(value, step)) {
      value = (value as Record<string, unknown>)[step];
    } else return undefined;
  }
  return value;
}

/** What a written value may stand for: the text itself, and a number, a truth value or null that is written so. */
export function readings(value: string): (string | number | boolean | null)[] {
  if (value === "true" || value === "false") return [value, value === "true"];
  if (value === "null") return [value, null];
  const number = Number(value);
  const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) && Number.isFinite(number);
  return isNumber ? [value, number] : [value];
}
