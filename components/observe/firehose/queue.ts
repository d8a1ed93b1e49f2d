/** First in, first out, without moving what waits. */
export class Queue<Item extends { bytes: number }> {
  #items: (Item | undefined)[] = [];
  #head = 0;
  #bytes = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#bytes += item.bytes;
  }

  shift(): Item | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    this.#bytes -= item.bytes;
    if (this.#head > 1_024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Keeps those that fulfil the condition. */
  keep(condition: (item: Item) => boolean): void {
    const waiting = this.#items.slice(this.#head).flatMap((item) => item ?? []);
    this.#items = waiting.filter(condition);
    this.#head = 0;
    this.#bytes = this.#items.reduce((sum, item) => sum + (item?.bytes ?? 0), 0);
  }
}
