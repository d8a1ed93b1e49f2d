import { throwUncaught } from "../uncaught";

/** A set of listeners; one that throws does not keep the others from being called. */
export class Listeners<Arguments extends unknown[]> {
  readonly #listeners = new Set<(...values: Arguments) => void>();

  add(listener: (...values: Arguments) => void): () => void {
    const own = (...values: Arguments) => listener(...values);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  call(...values: Arguments): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(...values);
      } catch (thrown) {
        throwUncaught(thrown);
      }
    }
  }
}
