import type { FilterContext } from "./types";

/** Milliseconds since 1970; `to` is exclusive. Of an instant both are the same. */
export interface Period {
  from: number;
  to: number;
}

const unitsMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const dayPattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(z|[+-]\d{2}:\d{2})$/;
const lengthPattern = /^(\d{1,4})([mhdw])$/;

export const periodExamples = "2026-03-01, 2026-03, 2026, today, yesterday, 30m, 12h, 7d or 2026-03-01T09:30Z";

/** Whether `value` names a time at all. */
export function isPeriod(value: string): boolean {
  return periodOf(value, { now: new Date(0) }) !== undefined;
}

/** The time that `value` names to whoever asks; `undefined` when it names none. */
export function periodOf(value: string, context: Pick<FilterContext, "now" | "zone">): Period | undefined {
  const written = value.toLowerCase();
  if (written === "today" || written === "yesterday") return dayOf(context, written === "today" ? 0 : 1);
  const length = lengthPattern.exec(written);
  if (length) {
    const from = context.now.getTime() - Number(length[1]) * (unitsMs[length[2] ?? ""] ?? 0);
    return { from, to: from };
  }
  const day = dayPattern.exec(written);
  if (day) return datesOf(Number(day[1]), numberOf(day[2]), numberOf(day[3]), context.zone);
  if (!instantPattern.test(written)) return undefined;
  const from = Date.parse(written.toUpperCase());
  return Number.isNaN(from) ? undefined : { from, to: from };
}

/** The time that `during:` means: of a length of time, the last so many hours or days up to now. */
export function durationOf(value: string, context: Pick<FilterContext, "now" | "zone">): Period | undefined {
  const period = periodOf(value, context);
  if (!period || !lengthPattern.test(value.toLowerCase())) return period;
  return { from: period.from, to: Number.POSITIVE_INFINITY };
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function datesOf(year: number, month: number | undefined, day: number | undefined, zone?: string): Period | undefined {
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  if (day !== undefined && (day < 1 || day > new Date(Date.UTC(year, month ?? 1, 0)).getUTCDate())) return undefined;
  if (year < 1970) return undefined;
  const first = (month ?? 1) - 1;
  const end =
    month === undefined
      ? startOfDay(year + 1, 0, 1, zone)
      : startOfDay(year, day === undefined ? month : first, day === undefined ? 1 : day + 1, zone);
  return { from: startOfDay(year, first, day ?? 1, zone), to: end };
}

function dayOf({ now, zone }: Pick<FilterContext, "now" | "zone">, daysAgo: number): Period {
  const here = new Date(now.getTime() + offsetMs(now.getTime(), zone));
  const [year, month, day] = [here.getUTCFullYear(), here.getUTCMonth(), here.getUTCDate() - daysAgo];
  return { from: startOfDay(year, month, day, zone), to: startOfDay(year, month, day + 1, zone) };
}

/** When a day begins in the zone. `month` counts from 0. */
function startOfDay(year: number, month: number, day: number, zone: string | undefined): number {
  const there = Date.UTC(year, month, day);
  const guess = there - offsetMs(there, zone);
  // The offset may change within those hours.
  return there - offsetMs(guess, zone);
}

/** How far the zone's clocks are ahead of UTC then. */
function offsetMs(at: number, zone: string | undefined): number {
  if (zone === undefined || zone === "UTC") return 0;
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = "numeric";
  const clock = new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23", {
    timeZone: zone,
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  clocks.set(zone, clock);
  return clock;
}

/** Whether there is such a zone. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}
