const hourMs = 3_600_000;

/** How long a block lasts; `open`: until somebody lifts it. */
export type Duration = "hour" | "day" | "week" | "open";

const lengths: Record<Exclude<Duration, "open">, number> = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs };

/** When a block that begins now ends: RFC 3339; absent when somebody has to lift it. */
export function endOf(duration: Duration, now: Date): string | undefined {
  return duration === "open" ? undefined : new Date(now.getTime() + lengths[duration]).toISOString();
}
