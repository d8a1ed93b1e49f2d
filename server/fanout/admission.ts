/** Bounds what one Fanout process holds, so that a flood is refused instead of filling the memory. */
export class Admission {
  #messages = 0;
  #bytes = 0;
  readonly #messagesMax: number;
  readonly #bytesMax: number;

  constructor(limits: { messagesMax: number; bytesMax: number }) {
    this.#messagesMax = limits.messagesMax;
    this.#bytesMax = limits.bytesMax;
  }

  /** Takes a message of this size in, or answers false when there is no room. */
  enter(bytes: number): boolean {
    if (this.#messages >= this.#messagesMax || this.#bytes + bytes > this.#bytesMax) return false;
    this.#messages += 1;
    this.#bytes += bytes;
    return true;
  }

  leave(bytes: number): void {
    this.#messages -= 1;
    this.#bytes -= bytes;
  }
}
