import { useSyncExternalStore } from "react";

const minuteMs = 60_000;
const clockFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const yearFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const relativeDay = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** How long ago within the hour, else the time of day; the day stands in the divider above. */
export function shortTime(at: string, now: number): string {
  const age = now - Date.parse(at);
  if (Number.isNaN(age)) return "";
  if (age < minuteMs) return "just now";
  if (age < 60 * minuteMs) return `${Math.floor(age / minuteMs)} min ago`;
  return clockTime(at);
}

/** Hours and minutes, in the reader's zone. */
export function clockTime(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? "" : clockFormat.format(time);
}

/** Date and time in full, in the reader's zone. */
export function exactTime(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : exactFormat.format(time);
}

/** The day a message was written on: "Today", "Yesterday", a weekday and date, with the year when it is another one. */
export function dayName(at: string, now: number): string {
  const day = new Date(at);
  const today = new Date(now);
  if (Number.isNaN(day.getTime())) return "";
  const daysAgo = Math.round((startOfDay(today) - startOfDay(day)) / (24 * 60 * minuteMs));
  if (daysAgo === 0 || daysAgo === 1) return capitalised(relativeDay.format(-daysAgo, "day"));
  return (day.getFullYear() === today.getFullYear() ? dayFormat : yearFormat).format(day);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

const listeners = new Set<() => void>();
const tickMs = 20_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, moving on every 20 seconds, the same for every component. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now,
    () => now,
  );
}
