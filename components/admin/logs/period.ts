export const periods = ["any", "hour", "day", "week", "month", "custom"] as const;
export type Period = (typeof periods)[number];

const hourMs = 3_600_000;
const lengthsMs: Partial<Record<Period, number>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
};

/** What the address says of time: a period's name and, for `custom`, times as RFC 3339 writes them or nothing. */
export interface PeriodChoice {
  period: string;
  from: string;
  to: string;
}

export function periodOf({ period }: PeriodChoice): Period {
  return periods.find((known) => known === period) ?? "any";
}

/** The time range in RFC 3339, open where nothing is said. `nowMs` is milliseconds since 1970. */
export function rangeOf(choice: PeriodChoice, nowMs: number): { from?: string; to?: string } {
  const period = periodOf(choice);
  const lengthMs = lengthsMs[period];
  if (lengthMs !== undefined) return { from: new Date(nowMs - lengthMs).toISOString() };
  if (period !== "custom") return {};
  return { ...(isTime(choice.from) && { from: choice.from }), ...(isTime(choice.to) && { to: choice.to }) };
}

function isTime(text: string): boolean {
  return text !== "" && !Number.isNaN(Date.parse(text));
}

/** A time as a control of type `datetime-local` holds it, in the browser's zone; empty for none. */
export function toLocal(time: string): string {
  if (!isTime(time)) return "";
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The other way round. */
export function fromLocal(text: string): string {
  return isTime(text) ? new Date(text).toISOString() : "";
}
