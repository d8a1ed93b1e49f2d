import type { AccessSource } from "../access";
import type { HistoryPage, HistoryQuery } from "../protocol";

const runningMax = 6;

/** Reads history, a few pages at a time, so that a hundred feeds that repair at once do not flood the server. */
export class ReadQueue {
  readonly #access: AccessSource;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(access: AccessSource) {
    this.#access = access;
  }

  async read(query: HistoryQuery): Promise<HistoryPage> {
    if (this.#running >= runningMax) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await this.#access.readHistory(query);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
