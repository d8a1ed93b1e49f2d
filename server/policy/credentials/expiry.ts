const shortestShare = 0.8;

/** A moment between 80% and 100% of `ttlMs` from now, so that credentials issued together do not expire together. */
export function jitteredExpiry(now: Date, ttlMs: number, random: () => number = Math.random): Date {
  const share = shortestShare + (1 - shortestShare) * random();
  return new Date(now.getTime() + Math.round(ttlMs * share));
}
