const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
// A hundred years: beyond it, dates leave the range the database keeps.
const retentionMsMax = 3_155_760_000_000;

/** Milliseconds of a `retentionPolicy` such as `7d`; null for `forever`; `undefined` when it cannot be read. */
export function parseRetention(policy: string | undefined): number | null | undefined {
  if (policy === undefined || policy === "forever") return null;
  const match = /^([1-9][0-9]*)([smhdw])$/.exec(policy);
  if (match === null) return undefined;
  const ms = Number(match[1]) * (unitMs[match[2] ?? ""] ?? Number.NaN);
  return Number.isSafeInteger(ms) ? Math.min(ms, retentionMsMax) : undefined;
}

/** Whether messages that were kept before are to go now. */
export function isShorter(retentionMs: number | null, than: number | null): boolean {
  return retentionMs !== null && (than === null || retentionMs < than);
}
