const secondsMax = 9_000_000_000;

/**
 * The `Nats-TTL` for a channel that keeps messages this long; `undefined` keeps them for ever. Whole seconds, at least
 * one (the server refuses less); a duration beyond what a server can count (285 years) is for ever too.
 */
export function retentionTtl(retentionMs: number | bigint | null): string | undefined {
  if (retentionMs === null) return undefined;
  const seconds = Math.max(1, Math.ceil(Number(retentionMs) / 1_000));
  return seconds > secondsMax ? undefined : `${seconds}s`;
}
