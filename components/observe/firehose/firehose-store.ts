import type { FirehoseListener, LiveArrival } from "@/sdk";
import type { Predicate } from "@/sdk/filter";
import {
  type DeliveredMessage,
  type ReadableChannel,
  redactionOf,
  redactionType,
  streamDeltaType,
} from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import type { FirehoseEntry, FirehoseEvent, FirehoseMessage } from "./entry";
import { Queue } from "./queue";
import { type Rate, RateMeter } from "./rate-meter";
import { ReadablePlaces } from "./readable-places";
import { Ring } from "./ring";
import { Sampler } from "./sampler";

/** What is listed. */
export interface FirehoseList {
  /** Oldest first; the same array while nothing changes. */
  entries: readonly FirehoseEntry[];
  /** Older ones were let go to make room. */
  hasForgotten: boolean;
  /** Nothing is added until `resume`. */
  isHeld: boolean;
  /** What came since it is held and will be listed then. */
  waiting: number;
}

/** How much comes, and what becomes of it. */
export interface FirehoseFigures {
  /** Absent until the connection listens; then to how many channels. */
  channels: number | undefined;
  isInterrupted: boolean;
  /** Messages a second, whatever the filter. */
  perSecond: number;
  /** Those that the filter keeps. */
  keptPerSecond: number;
  /** One of how many is listed now. */
  oneIn: number;
  /** What the filter keeps and is not listed, since the list began. */
  leftOut: number;
  /** What came faster than it could be looked at, since the list began. */
  unexamined: number;
  busiest: readonly Rate[];
}

interface FirehoseOptions {
  now: () => number;
  /** Calls back soon, at the next frame if there is one. */
  schedule: (run: () => void) => void;
  /** Milliseconds that pass while something is worked on; by default the page's own clock. */
  elapsed?: () => number;
  random?: () => number;
}

const ringMax = 2_000;
const ringBytesMax = 16_000_000;
const queueMax = 20_000;
const queueBytesMax = 32_000_000;
/** Of a frame; the rest is for drawing. */
const workMsMax = 8;
const workedAtOnce = 16;
const listMs = 100;
const busiestShown = 8;

/** All that arrives from everywhere in a space, filtered, sampled and bounded. Looks at what came once a frame. */
export class FirehoseStore implements FirehoseListener {
  readonly #options: FirehoseOptions;
  readonly #queue = new Queue<LiveArrival>();
  readonly #ring = new Ring<FirehoseEntry>(ringMax, ringBytesMax);
  readonly #held = new Ring<FirehoseEntry>(ringMax, ringBytesMax);
  readonly #arrived = new RateMeter();
  readonly #kept = new RateMeter();
  readonly #listeners = new Set<() => void>();
  #sampler: Sampler;
  #keeps: Predicate | undefined;
  #wantsDeltas = false;
  #places: ReadablePlaces | undefined;
  #interruptedAt: number | undefined;
  #isScheduled = false;
  #isHeld = false;
  #hasForgotten = false;
  #fresh: FirehoseEntry[] = [];
  #listedAt = 0;
  #leftOut = 0;
  #unexamined = 0;
  #count = 0;
  #list: FirehoseList = { entries: [], hasForgotten: false, isHeld: false, waiting: 0 };

  constructor(options: FirehoseOptions) {
    this.#options = options;
    this.#sampler = new Sampler(undefined, options.random);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getList = (): FirehoseList => this.#list;

  figures(): FirehoseFigures {
    const now = this.#options.now();
    return {
      channels: this.#places?.size,
      isInterrupted: this.#interruptedAt !== undefined,
      perSecond: this.#arrived.perSecond(now),
      keptPerSecond: this.#kept.perSecond(now),
      oneIn: this.#isHeld ? 1 : this.#sampler.oneIn(now),
      leftOut: this.#leftOut,
      unexamined: this.#unexamined,
      busiest: this.#arrived.top(now, busiestShown),
    };
  }

  onArrival(arrival: LiveArrival): void {
    this.#arrived.add(arrival.place.channel, this.#options.now());
    this.#queue.push(arrival);
    while (this.#queue.length > queueMax || this.#queue.bytes > queueBytesMax) {
      this.#queue.shift();
      this.#unexamined += 1;
    }
    this.#schedule();
  }

  onListening(channels: readonly ReadableChannel[], isGap: boolean): void {
    const before = this.#places;
    const places = new ReadablePlaces(channels);
    this.#places = places;
    const now = this.#options.now();
    if (before && (isGap || this.#interruptedAt !== undefined)) {
      this.#note({ kind: "gap", lostForMs: now - (this.#interruptedAt ?? now) });
    }
    this.#interruptedAt = undefined;
    if (before) this.#noteChanges(before, places);
    this.#publish();
  }

  onInterrupted(): void {
    this.#interruptedAt ??= this.#options.now();
    this.#publish();
  }

  /** Lists from now on what the filter keeps, and of what is listed the same. Parts of a text that is still written only if they are wanted. */
  setFilter(keeps: Predicate | undefined, wantsDeltas = false): void {
    if (keeps === this.#keeps) return;
    this.#keeps = keeps;
    this.#wantsDeltas = wantsDeltas;
    const fits = (entry: FirehoseEntry) => (entry.kind === "note" || this.#fits(entry.message) ? entry : undefined);
    this.#flush();
    this.#ring.change(fits);
    this.#held.change(fits);
    this.#beginCounting();
    this.#publish();
  }

  /** Adds nothing to the list until `resume`. */
  hold(): void {
    if (this.#isHeld) return;
    this.#flush();
    this.#isHeld = true;
    this.#publish();
  }

  resume(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#add(this.#held.empty());
    this.#publish();
  }

  /** Empties the list and begins to count anew. */
  clear(): void {
    this.#fresh = [];
    this.#ring.empty();
    this.#held.empty();
    this.#hasForgotten = false;
    this.#beginCounting();
    this.#publish();
  }

  #beginCounting(): void {
    this.#leftOut = 0;
    this.#unexamined = 0;
    this.#sampler = new Sampler(undefined, this.#options.random);
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.schedule(() => {
      this.#isScheduled = false;
      this.#work();
    });
  }

  /** Looks at what came for as long as a frame allows, and lists it a few times a second. */
  #work(): void {
    const elapsed = this.#options.elapsed ?? (() => performance.now());
    const start = elapsed();
    do {
      for (let n = 0; n < workedAtOnce; n += 1) {
        const arrival = this.#queue.shift();
        if (arrival) this.#examine(arrival);
      }
    } while (this.#queue.length > 0 && elapsed() - start < workMsMax);
    const isDue = this.#options.now() - this.#listedAt >= listMs;
    if (isDue) this.#publish();
    if (this.#queue.length > 0 || !isDue) this.#schedule();
  }

  #examine(arrival: LiveArrival): void {
    const message = arrival.read();
    if (!message) return;
    if (message.envelope.type === redactionType) this.#redact(message);
    else if (this.#fits(message)) this.#offer(message, arrival.bytes);
  }

  #offer(message: DeliveredMessage, bytes: number): void {
    const now = this.#options.now();
    this.#kept.add("", now);
    this.#count += 1;
    const at = message.storedAt === undefined ? now : Date.parse(message.storedAt);
    const entry: FirehoseEntry = { kind: "message", key: String(this.#count), at, bytes, message };
    if (this.#isHeld) this.#leftOut += this.#held.add([entry]).filter(({ kind }) => kind === "message").length;
    else if (this.#sampler.take(now)) this.#fresh.push(entry);
    else this.#leftOut += 1;
  }

  #fits(message: DeliveredMessage): boolean {
    return (this.#wantsDeltas || message.envelope.type !== streamDeltaType) && (this.#keeps?.(message) ?? true);
  }

  /** What was said and redacted afterwards is not shown any more, here neither. */
  #redact({ place, envelope, storedAt }: DeliveredMessage): void {
    const order = redactionOf(envelope);
    if (!order) return;
    const subject = storedSubject(place);
    const redaction = { by: envelope.source, reason: order.reason, at: storedAt ?? envelope.timestamp };
    const change = (entry: FirehoseEntry): FirehoseEntry =>
      isMessageAt(entry, subject, order.sequence) ? { ...entry, redaction } : entry;
    this.#fresh = this.#fresh.map(change);
    this.#ring.change(change);
    this.#held.change(change);
  }

  #noteChanges(before: ReadablePlaces, after: ReadablePlaces): void {
    const [gained, lost] = [after.beyond(before), before.beyond(after)];
    if (gained.length > 0) this.#note({ kind: "gained", channels: gained });
    if (lost.length > 0) this.#note({ kind: "lost", channels: lost });
    // What waits to be shown is no longer for this reader.
    this.#queue.keep(({ place }) => after.canRead(place));
    this.#held.change((entry) => (entry.kind === "note" || after.canRead(entry.message.place) ? entry : undefined));
  }

  #note(event: FirehoseEvent): void {
    this.#count += 1;
    const note: FirehoseEntry = { kind: "note", key: String(this.#count), at: this.#options.now(), bytes: 0, event };
    if (this.#isHeld) this.#held.add([note]);
    else this.#fresh.push(note);
  }

  #flush(): void {
    this.#add(this.#fresh);
    this.#fresh = [];
  }

  #add(entries: readonly FirehoseEntry[]): void {
    if (entries.length > 0 && this.#ring.add(entries).length > 0) this.#hasForgotten = true;
  }

  #publish(): void {
    this.#flush();
    this.#listedAt = this.#options.now();
    const next: FirehoseList = {
      entries: this.#ring.items,
      hasForgotten: this.#hasForgotten,
      isHeld: this.#isHeld,
      waiting: this.#held.items.length,
    };
    const isSame = (Object.keys(next) as (keyof FirehoseList)[]).every((key) => next[key] === this.#list[key]);
    if (isSame) return;
    this.#list = next;
    for (const listener of this.#listeners) listener();
  }
}

function isMessageAt(entry: FirehoseEntry, subject: string, sequence: number): entry is FirehoseMessage {
  return (
    entry.kind === "message" && entry.message.sequence === sequence && storedSubject(entry.message.place) === subject
  );
}
