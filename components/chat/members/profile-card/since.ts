const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;
const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** How long ago, in the largest unit: `3 hours ago`, `just now`. */
export function agoText(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1_000));
  const found = units.find(([, length]) => seconds >= length);
  return found ? format.format(-Math.floor(seconds / found[1]), found[0]) : "just now";
}
