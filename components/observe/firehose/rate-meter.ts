const bucketMs = 250;

export interface Rate {
  key: string;
  perSecond: number;
}

/** Counts what happens by key over the last seconds, in as little memory as there are keys. Times never go back. */
export class RateMeter {
  readonly #buckets: Map<string, number>[];
  #startedAt: number | undefined;
  /** The bucket of now, counted from the epoch. */
  #current = 0;

  constructor(windowMs = 5_000) {
    // One more for the part of a bucket that now is.
    this.#buckets = Array.from({ length: Math.ceil(windowMs / bucketMs) + 1 }, () => new Map());
  }

  add(key: string, at: number): void {
    this.#advance(at);
    const bucket = this.#buckets[this.#current % this.#buckets.length];
    bucket?.set(key, (bucket.get(key) ?? 0) + 1);
  }

  /** How many a second, on average over the window, or since the first one if that is less; a second at least. */
  perSecond(at: number): number {
    this.#advance(at);
    let sum = 0;
    for (const bucket of this.#buckets) for (const count of bucket.values()) sum += count;
    return sum / this.#seconds(at);
  }

  /** The keys with the most, the busiest first, of equals by name. */
  top(at: number, count: number): Rate[] {
    this.#advance(at);
    const sums = new Map<string, number>();
    for (const bucket of this.#buckets) for (const [key, n] of bucket) sums.set(key, (sums.get(key) ?? 0) + n);
    return [...sums]
      .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
      .slice(0, count)
      .map(([key, n]) => ({ key, perSecond: n / this.#seconds(at) }));
  }

  #seconds(at: number): number {
    const since = this.#startedAt === undefined ? 0 : at - this.#startedAt;
    const covered = (this.#buckets.length - 1) * bucketMs + (at % bucketMs);
    return Math.min(covered, Math.max(1_000, since)) / 1_000;
  }

  #advance(at: number): void {
    this.#startedAt ??= at;
    const now = Math.floor(at / bucketMs);
    const passed = Math.min(now - this.#current, this.#buckets.length);
    // Backwards from now: after a silence longer than the window that is every bucket.
    for (let step = 0; step < passed; step += 1) this.#buckets[(now - step) % this.#buckets.length]?.clear();
    this.#current = Math.max(this.#current, now);
  }
}
