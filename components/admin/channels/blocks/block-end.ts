export type BlockDuration = "never" | "1h" | "24h" | "7d" | "custom";

const hourMs = 3_600_000;
const lengthsMs: Partial<Record<BlockDuration, number>> = { "1h": hourMs, "24h": 24 * hourMs, "7d": 7 * 24 * hourMs };

/**
 * When a block ends, as RFC 3339: undefined for one that stays until it is lifted, null when the time that was typed is none or not
 * still to come. `typed` is what a `datetime-local` field holds, in the browser's own time zone.
 */
export function endOfBlock(duration: BlockDuration, typed: string, nowMs: number): string | null | undefined {
  if (duration === "never") return undefined;
  const length = lengthsMs[duration];
  const endMs = length === undefined ? Date.parse(typed) : nowMs + length;
  return endMs > nowMs ? new Date(endMs).toISOString() : null;
}
