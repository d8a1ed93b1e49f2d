import type { HeardActivity } from "./repository";

/** What was heard and is not written down yet: of each principal the last alone. */
export class Heard {
  readonly #waiting = new Map<string, HeardActivity>();

  get size(): number {
    return this.#waiting.size;
  }

  add(heard: HeardActivity): void {
    this.#waiting.set(`${heard.spaceId}/${heard.id}`, heard);
  }

  /** Puts back what could not be written down, unless something newer was heard. */
  putBack(batch: readonly HeardActivity[]): void {
    for (const heard of batch) {
      const key = `${heard.spaceId}/${heard.id}`;
      if (!this.#waiting.has(key)) this.#waiting.set(key, heard);
    }
  }

  /** Those that have waited longest. */
  take(countMax: number): HeardActivity[] {
    const taken = [...this.#waiting].slice(0, countMax);
    for (const [key] of taken) this.#waiting.delete(key);
    return taken.map(([, heard]) => heard);
  }
}
