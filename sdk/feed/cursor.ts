import type { RemovedRange } from "../protocol";

/** A live message with what proves its place: the sequence before it on the same subject. */
export interface LiveMessage<M> {
  message: M;
  sequence: number;
  /** `Nats-Last-Sequence`; 0 when it was the subject's first. */
  previous: number;
  bytes: number;
}

/** A stretch of the subject to read; `through` is absent when everything up to now is wanted. */
export interface WantedRead {
  after: number;
  through?: number;
  epoch: number;
}

/** What a read found: complete from `from` (exclusive) through `through` (inclusive). */
export interface CursorPage<M> {
  messages: readonly (M & { sequence: number })[];
  from: number;
  through: number;
  hasNewer: boolean;
  /** What is gone in between. */
  removed?: readonly RemovedRange[];
}

export interface CursorBounds {
  messagesMax: number;
  bytesMax: number;
}

const defaultBounds: CursorBounds = { messagesMax: 2_000, bytesMax: 8 * 1024 * 1024 };

/**
 * Turns the live messages and pages of one subject into each message once, in order, none missing. Pure: it says what has to
 * be read (`wanted`) and is told what was found. Two facts are all it trusts: a page is complete between its bounds, and
 * nothing lies between a live message and its `previous`. A `previous` that no page has is a message that was removed.
 */
export class FeedCursor<M> {
  #through: number | undefined;
  #ready: M[] = [];
  /** The last message that was given out, or is known to have been there; the position where it began. */
  #last = 0;
  #removed: RemovedRange[] = [];
  /** Ascending, all above the cursor, none contiguous with it. */
  #waiting: LiveMessage<M>[] = [];
  #waitingBytes = 0;
  /** The highest sequence that was seen live and let go; 0 when none. History has to reach it. */
  #dropped = 0;
  #droppedCount = 0;
  /** Rises with each new subscription: a page asked for before it says nothing about what came in between. */
  #epoch = 0;
  /** Whether everything above the cursor is certain to come live or is known to wait. */
  #isProven = false;
  readonly #bounds: CursorBounds;

  constructor(bounds: CursorBounds = defaultBounds) {
    this.#bounds = bounds;
  }

  get hasStarted(): boolean {
    return this.#through !== undefined;
  }

  /** Everything up to here was given out; 0 before the start. */
  get through(): number {
    return this.#through ?? 0;
  }

  /** How many live messages are known to be missing from what was given out. */
  get behind(): number {
    return this.#waiting.length + this.#droppedCount;
  }

  /** Fixes the position once: everything above `through`, and everything that came live since, is given out. */
  start(through: number): void {
    if (this.#through !== undefined) return;
    const first = this.#waiting[0];
    this.#through = first === undefined ? through : Math.min(through, first.sequence - 1);
    this.#last = first === undefined ? through : Math.max(this.#through, first.previous);
    this.#drain();
  }

  /** A new subscription is in place; what was published since the last one is unknown. */
  resubscribed(): void {
    this.#epoch += 1;
    this.#isProven = false;
    for (const live of this.#waiting) this.#drop(live);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Takes a message of the current subscription, in whatever order and however often. */
  live(live: LiveMessage<M>): void {
    if (this.#through !== undefined && live.sequence <= this.#through) return;
    this.#insert(live);
    this.#drain();
    while (this.#waiting.length > this.#bounds.messagesMax || this.#waitingBytes > this.#bounds.bytesMax) {
      const last = this.#waiting.pop();
      if (last === undefined) break;
      this.#waitingBytes -= last.bytes;
      this.#drop(last);
    }
  }

  /** Takes the answer to `wanted`. False when it brought nothing nearer, so that asking again at once is pointless. */
  page(page: CursorPage<M>, asked: WantedRead): boolean {
    const before = this.#through;
    if (before === undefined || page.from > before) return false;
    for (const message of page.messages) {
      if (message.sequence <= this.through) continue;
      this.#ready.push(message);
      this.#through = message.sequence;
      this.#last = message.sequence;
    }
    for (const range of page.removed ?? []) this.#miss(range, before);
    this.#through = Math.max(this.through, page.through);
    const proves = asked.through === undefined && asked.epoch === this.#epoch && !page.hasNewer && !this.#isProven;
    if (proves) this.#isProven = true;
    this.#drain();
    return proves || this.through > before;
  }

  /** The messages that can be given out now; each is returned once. */
  take(): M[] {
    const ready = this.#ready;
    if (ready.length > 0) this.#ready = [];
    return ready;
  }

  /** What was found to be gone, each range once. Whole before the messages that follow it are taken. */
  takeRemoved(): RemovedRange[] {
    const removed = this.#removed;
    if (removed.length > 0) this.#removed = [];
    return removed;
  }

  /** What has to be read next; undefined when the rest will come live. */
  wanted(): WantedRead | undefined {
    if (this.#through === undefined) return undefined;
    const after = this.#through;
    if (!this.#isProven) return { after, epoch: this.#epoch };
    const gap = this.#waiting[0];
    if (gap !== undefined) return { after, through: gap.sequence - 1, epoch: this.#epoch };
    if (this.#dropped > after) return { after, through: this.#dropped, epoch: this.#epoch };
    return undefined;
  }

  #insert(live: LiveMessage<M>): void {
    let at = this.#waiting.length;
    while (at > 0 && (this.#waiting[at - 1]?.sequence ?? 0) >= live.sequence) at -= 1;
    if (this.#waiting[at]?.sequence === live.sequence) return;
    this.#waiting.splice(at, 0, live);
    this.#waitingBytes += live.bytes;
  }

  /** Gives out the waiting messages that the cursor has reached, and forgets those it has passed. */
  #drain(): void {
    if (this.#through === undefined) return;
    let reached = 0;
    for (const live of this.#waiting) {
      if (live.sequence > this.#through) {
        if (live.previous > this.#through) break;
        this.#miss({ from: this.#last, through: live.previous, reason: "missing" }, this.#last);
        this.#ready.push(live.message);
        this.#through = live.sequence;
        this.#last = live.sequence;
        this.#isProven = true;
      }
      this.#waitingBytes -= live.bytes;
      reached += 1;
    }
    if (reached > 0) this.#waiting.splice(0, reached);
    if (this.#dropped <= this.#through) {
      this.#dropped = 0;
      this.#droppedCount = 0;
    }
  }

  /** Notes what of the range lies above `known`. */
  #miss(range: RemovedRange, known: number): void {
    if (range.through <= known) return;
    const from = Math.max(range.from, known);
    const { count, ...cut } = range;
    this.#removed.push(from === range.from ? range : { ...cut, from });
    this.#last = Math.max(this.#last, range.through);
  }

  #drop(live: LiveMessage<M>): void {
    this.#dropped = Math.max(this.#dropped, live.sequence);
    this.#droppedCount += 1;
  }
}
