import { createHash } from "node:crypto";

/** Enough for every signature, and bounded for those that look further. */
export const headBytesMax = 65_536;

/** What a text may hold besides what is printed: tabs and ends of lines, and the escapes of terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unprintable = /[\u0000-\u0007\u000e-\u001a\u001c-\u001f\u007f]/;

/** Looks at content while it passes, without keeping more of it than its beginning. */
export class Inspection {
  readonly #hash = createHash("sha256");
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #head: Uint8Array[] = [];
  #headBytes = 0;
  #bytes = 0;
  #isText = true;

  get bytes(): number {
    return this.#bytes;
  }

  get hasHead(): boolean {
    return this.#headBytes >= headBytesMax;
  }

  /** The beginning: 64 KiB, or less when there is no more. */
  get head(): Uint8Array {
    return Buffer.concat(this.#head);
  }

  take(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
    if (!this.hasHead) {
      const part = chunk.slice(0, headBytesMax - this.#headBytes);
      this.#head.push(part);
      this.#headBytes += part.length;
    }
    if (this.#isText) this.#isText = this.#reads(chunk, true);
  }

  /** Once, after the last of it. */
  finish(): { bytes: number; sha256: Uint8Array; isText: boolean } {
    const isText = this.#isText && this.#reads(new Uint8Array(), false);
    return { bytes: this.#bytes, sha256: this.#hash.digest(), isText };
  }

  #reads(chunk: Uint8Array, stream: boolean): boolean {
    try {
      return !unprintable.test(this.#decoder.decode(chunk, { stream }));
    } catch {
      return false;
    }
  }
}
