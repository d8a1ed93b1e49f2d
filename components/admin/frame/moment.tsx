"use client";

import { frameTexts } from "./texts";

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const full = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "medium" });

/** A time as people say it, `3 hours ago` or `in 2 days`; in full on hover. RFC 3339 in. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={full.format(new Date(at))} suppressHydrationWarning className="whitespace-nowrap">
      {sayMoment(at, Date.now())}
    </time>
  );
}

/** `nowMs` is milliseconds since 1970. */
export function sayMoment(at: string, nowMs: number): string {
  const seconds = Math.round((Date.parse(at) - nowMs) / 1_000);
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return frameTexts.justNow;
}
