/** The day of a time in the reader's zone, as date fields have it: `2030-01-31`. */
export function dateOf(time: Date): string {
  const [month, day] = [time.getMonth() + 1, time.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${String(time.getFullYear()).padStart(4, "0")}-${month}-${day}`;
}

/** When the day of a date field begins in the reader's zone, in RFC 3339; `undefined` when it is none. */
export function startOfDate(date: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  const start = new Date(Number(year), Number(month) - 1, Number(day));
  return dateOf(start) === date ? start.toISOString() : undefined;
}
