import type { StreamDelta } from "./stream";

/** The text of a stream as far as it came: pieces that came twice count once, and missing ones are marked. */
export class StreamText {
  #text = "";
  /** Where in the stream the text that is held begins and ends. */
  #from: number | undefined;
  #through = 0;
  /** Something is missing inside, so that positions in the stream are none in the text any more. */
  #isBroken = false;
  readonly #charactersMax: number;

  constructor(charactersMax: number) {
    this.#charactersMax = charactersMax;
  }

  get text(): string {
    return this.#text;
  }

  /** The beginning is not there: whoever reads came later. */
  get isPartial(): boolean {
    return this.#isBroken || (this.#from ?? 0) > 0;
  }

  /** Takes the next piece. A piece from the start on replaces everything, which is how writers help those who come late. */
  add({ text, at = this.#through }: Pick<StreamDelta, "text" | "at">): void {
    if (text === "") return;
    if (at === 0) {
      this.#restart(text, 0);
    } else if (this.#from === undefined) {
      this.#restart(text, at);
    } else if (at > this.#through) {
      this.#text += `${gapMark}${text}`;
      this.#isBroken = true;
      this.#through = at + text.length;
    } else {
      this.#addBehind(text, at);
    }
    if (this.#text.length > this.#charactersMax) this.#text = this.#text.slice(0, this.#charactersMax);
  }

  #restart(text: string, at: number): void {
    // An old piece that comes again takes nothing away.
    if (this.#from === at && !this.#isBroken && this.#text.startsWith(text)) return;
    this.#text = text;
    this.#from = at;
    this.#through = at + text.length;
    this.#isBroken = false;
  }

  #addBehind(text: string, at: number): void {
    const news = text.slice(this.#through - at);
    this.#text += news;
    this.#through += news.length;
  }
}

const gapMark = " … ";
