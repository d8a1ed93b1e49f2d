/** Remembers the last `max` ids, to drop second copies of messages that have no sequence. */
export class RecentIds {
  readonly #ids = new Set<string>();
  readonly #max: number;

  constructor(max = 512) {
    this.#max = max;
  }

  /** Whether `id` is new; it no longer is afterwards. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#max) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
    return true;
  }
}
