/** The newest items up to a number and a size, oldest first. */
export class Ring<Item extends { bytes: number }> {
  #items: Item[] = [];
  #bytes = 0;
  readonly #countMax: number;
  readonly #bytesMax: number;

  constructor(countMax: number, bytesMax: number) {
    this.#countMax = countMax;
    this.#bytesMax = bytesMax;
  }

  /** A new array after each change. */
  get items(): readonly Item[] {
    return this.#items;
  }

  /** Adds them at the end and lets the oldest go. Returns those that went; the last one always stays. */
  add(items: readonly Item[]): Item[] {
    const all = [...this.#items, ...items];
    this.#bytes += items.reduce((sum, { bytes }) => sum + bytes, 0);
    let gone = 0;
    while (all.length - gone > this.#countMax || (this.#bytes > this.#bytesMax && all.length - gone > 1)) {
      this.#bytes -= all[gone]?.bytes ?? 0;
      gone += 1;
    }
    this.#items = gone > 0 ? all.slice(gone) : all;
    return all.slice(0, gone);
  }

  /** Takes everything out and returns it. */
  empty(): readonly Item[] {
    const items = this.#items;
    this.#items = [];
    this.#bytes = 0;
    return items;
  }

  /** Puts another item in the place of each; leaves out what has none. */
  change(change: (item: Item) => Item | undefined): void {
    this.#items = this.#items.flatMap((item) => change(item) ?? []);
    this.#bytes = this.#items.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
