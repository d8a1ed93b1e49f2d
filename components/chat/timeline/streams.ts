import type { DeliveredMessage, Envelope, Place, StreamDelta } from "@/sdk/protocol";
import { streamDeltaOf } from "@/sdk/protocol/stream";
import { StreamText } from "@/sdk/protocol/stream-text";

/** A text that is being written, as far as it came. A new object with each change. */
export interface LiveStream {
  /** With the text under the id of the message that it will become, so that this one takes its place. */
  readonly envelope: Envelope;
  readonly place: Place;
  /** Nothing came for a while, or its writer gave up. */
  readonly isStopped: boolean;
  /** Something before its end is missing. */
  readonly isPartial: boolean;
  /** Shown after the message with this sequence; `Infinity` while it is written: at the end. */
  readonly after: number;
}

export interface LiveStreamsOptions {
  /** Something is to be drawn anew. */
  onChange: () => void;
  /** The sequence everything has been delivered up to. */
  through: () => number;
}

interface Writing {
  key: string;
  delta: Pick<StreamDelta, "source" | "correlationId" | "of">;
  text: StreamText;
  first: DeliveredMessage;
  seenAt: number;
  stoppedAfter: number | undefined;
  shown: LiveStream | undefined;
}

/** Without a word for so long a stream has stopped; it goes on when one comes after all. */
export const streamSilenceMs = 30_000;
const drawEveryMs = 100;
const streamsMax = 30;
const charactersMax = 1_100_000;
const endedMax = 300;

/** The texts that are being written in one place: bounded, drawn a few times a second, gone when their messages are there. */
export class LiveStreams {
  readonly #options: LiveStreamsOptions;
  readonly #writing = new Map<string, Writing>();
  /** Whose message is there already: pieces that come late are none. */
  readonly #ended = new Set<string>();
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #watching: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = 0;

  constructor(options: LiveStreamsOptions) {
    this.#options = options;
  }

  /** In the order they began. */
  get all(): readonly LiveStream[] {
    return [...this.#writing.values()].map(shownOf);
  }

  add(message: DeliveredMessage): void {
    const delta = streamDeltaOf(message.envelope);
    if (!delta) return;
    const key = keyOf(delta);
    if (delta.of !== undefined && this.#ended.has(delta.of)) return;
    const known = this.#writing.get(key);
    if (!known && delta.text === "") return;
    const writing = known ?? this.#begin(key, delta, message);
    if (!writing) return;
    writing.text.add(delta);
    writing.seenAt = Date.now();
    writing.stoppedAfter = delta.isStopped ? this.#options.through() : undefined;
    writing.shown = undefined;
    this.#watching ??= setTimeout(() => this.#watch(), streamSilenceMs);
    this.#drawSoon();
  }

  /** Takes away what has become a message. */
  settle(messages: readonly DeliveredMessage[]): void {
    if (this.#writing.size === 0) return;
    for (const { envelope } of messages) {
      const { id, type, source, correlationId } = envelope;
      for (const [key, { delta }] of this.#writing) {
        const isSame = type === "text" && delta.source === source && delta.correlationId === correlationId;
        if (delta.of === undefined ? isSame : delta.of === id && delta.source === source) this.#end(key, delta.of);
      }
    }
  }

  clear(): void {
    clearTimeout(this.#drawing);
    clearTimeout(this.#watching);
    this.#drawing = undefined;
    this.#watching = undefined;
    this.#writing.clear();
  }

  #begin(key: string, delta: StreamDelta, first: DeliveredMessage): Writing | undefined {
    if (this.#writing.size >= streamsMax) {
      const stopped = [...this.#writing.values()].find(({ stoppedAfter }) => stoppedAfter !== undefined);
      if (!stopped) return undefined;
      this.#writing.delete(stopped.key);
    }
    const writing: Writing = {
      key,
      delta,
      text: new StreamText(charactersMax),
      first,
      seenAt: 0,
      stoppedAfter: undefined,
      shown: undefined,
    };
    this.#writing.set(key, writing);
    return writing;
  }

  #end(key: string, id: string | undefined): void {
    this.#writing.delete(key);
    if (id === undefined) return;
    this.#ended.add(id);
    const oldest = this.#ended.size > endedMax ? this.#ended.values().next().value : undefined;
    if (oldest !== undefined) this.#ended.delete(oldest);
  }

  #watch(): void {
    this.#watching = undefined;
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    for (const writing of this.#writing.values()) {
      if (writing.stoppedAfter !== undefined) continue;
      if (now - writing.seenAt < streamSilenceMs) next = Math.min(next, writing.seenAt + streamSilenceMs - now);
      else {
        writing.stoppedAfter = this.#options.through();
        writing.shown = undefined;
        this.#drawSoon();
      }
    }
    if (Number.isFinite(next)) this.#watching = setTimeout(() => this.#watch(), next);
  }

  #drawSoon(): void {
    this.#drawing ??= setTimeout(
      () => {
        this.#drawing = undefined;
        this.#drawnAt = Date.now();
        this.#options.onChange();
      },
      Math.max(0, this.#drawnAt + drawEveryMs - Date.now()),
    );
  }
}

function keyOf({ source, correlationId }: Pick<StreamDelta, "source" | "correlationId">): string {
  return `${source} ${correlationId}`;
}

function shownOf(writing: Writing): LiveStream {
  const { key, delta, text, first, stoppedAfter } = writing;
  writing.shown ??= {
    envelope: {
      ...first.envelope,
      id: delta.of ?? key,
      type: "text",
      payload: { text: text.text },
    },
    place: first.place,
    isStopped: stoppedAfter !== undefined,
    isPartial: text.isPartial,
    after: stoppedAfter ?? Number.POSITIVE_INFINITY,
  };
  return writing.shown;
}
