import type { Msg, Subscription } from "@nats-io/nats-core";
import { readArrival } from "../feed/delivery";
import { RecentIds } from "../feed/recent-ids";
import {
  type DeliveredMessage,
  liveSubject,
  liveThreadsSubject,
  natsHeaders,
  type Place,
  parseLiveSubject,
  type ReadableChannel,
} from "../protocol";
import type { Link } from "./link";

/** A message as it came live; what costs something is read when it is asked for. */
export interface LiveArrival {
  readonly place: Place;
  /** Absent where nothing is kept. */
  readonly sequence: number | undefined;
  readonly bytes: number;
  /** `undefined` for what is no envelope. Read anew with each call. */
  read(): DeliveredMessage | undefined;
}

export interface FirehoseListener {
  /** Each message at most once. Those of one place come in order; what was missed while disconnected does not come. */
  onArrival(arrival: LiveArrival): void;
  /** Everything that these channels let the principal read arrives from now on. `isGap`: something may have been missed before. */
  onListening?(channels: readonly ReadableChannel[], isGap: boolean): void;
  /** Nothing arrives until the next `onListening`. */
  onInterrupted?(): void;
}

const recentMax = 8_192;

/** Everything that the credential opens, live and at most once; follows the rights with each new credential. Subscribes nothing while nobody listens. */
export class Firehose {
  readonly #listeners = new Set<FirehoseListener>();
  readonly #subscriptions = new Map<Link, Subscription[]>();
  readonly #recent = new RecentIds(recentMax);
  #link: Link | undefined;
  #isListening = false;

  listen(listener: FirehoseListener): () => void {
    this.#listeners.add(listener);
    const link = this.#link;
    if (link && this.#isListening) queueMicrotask(() => this.#tell(listener, link, false));
    else if (link) void this.#begin(link, false);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  attach(link: Link): void {
    if (this.#listeners.size > 0) this.#subscribe(link);
  }

  use(link: Link, overlaps: boolean): void {
    const wasListening = this.#isListening;
    this.#link = link;
    if (this.#listeners.size > 0) void this.#begin(link, wasListening && !overlaps);
  }

  detach(link: Link, wasLost: boolean): void {
    this.#subscriptions.delete(link);
    if (this.#link !== link) return;
    this.#link = undefined;
    if (wasLost) for (const listener of this.#listeners) listener.onInterrupted?.();
  }

  /** A link that had been replaced died before it had delivered everything. */
  repair(): void {
    const link = this.#link;
    if (link && this.#isListening) for (const listener of this.#listeners) this.#tell(listener, link, true);
  }

  async #begin(link: Link, isGap: boolean): Promise<void> {
    if (!this.#subscriptions.has(link)) {
      this.#subscribe(link);
      try {
        await link.nc.flush();
      } catch {
        return;
      }
    }
    if (this.#link !== link || this.#listeners.size === 0) return;
    this.#isListening = true;
    for (const listener of this.#listeners) this.#tell(listener, link, isGap);
  }

  #tell(listener: FirehoseListener, link: Link, isGap: boolean): void {
    if (this.#listeners.has(listener)) listener.onListening?.(link.credential.issued.channels, isGap);
  }

  #subscribe(link: Link): void {
    if (link.nc.isClosed() || this.#subscriptions.has(link)) return;
    const subjects = link.credential.issued.channels.flatMap(subjectsOf);
    const callback = (error: Error | null, message: Msg) => {
      // A place that the server does not let us read after all is left out.
      if (error === null) this.#onMessage(message);
    };
    this.#subscriptions.set(
      link,
      subjects.map((subject) => link.nc.subscribe(subject, { callback })),
    );
  }

  #onMessage(message: Msg): void {
    const place = parseLiveSubject(message.subject);
    const identity = place && identityOf(place, message);
    if (!place || identity === undefined || !this.#recent.add(identity)) return;
    const arrival = new Arrival(place, message);
    for (const listener of this.#listeners) listener.onArrival(arrival);
  }

  #stop(): void {
    for (const [link, subscriptions] of this.#subscriptions) {
      if (link.nc.isClosed()) continue;
      for (const subscription of subscriptions) subscription.unsubscribe();
    }
    this.#subscriptions.clear();
    this.#isListening = false;
  }
}

/** The exact subjects that a credential opens of a channel. */
function subjectsOf({ name: channel, canRead, privateThreads }: ReadableChannel): string[] {
  return [
    ...(canRead === false ? [] : [liveSubject({ channel }), liveThreadsSubject(channel)]),
    ...privateThreads.map((thread) => liveSubject({ channel, thread, isPrivate: true })),
  ];
}

/** The same for both copies of a message that two overlapping connections bring; `undefined` for a piece of one that is still being written. */
function identityOf(place: Place, message: Msg): string | undefined {
  const sequence = message.headers?.get(natsHeaders.sequence);
  if (sequence) return sequence;
  const arrival = readArrival(place, message);
  if (arrival.kind === "delta") return undefined;
  return arrival.kind === "untracked" ? arrival.message.envelope.id : `${message.subject} ${message.sid}`;
}

class Arrival implements LiveArrival {
  readonly place: Place;
  readonly sequence: number | undefined;
  readonly #message: Msg;

  constructor(place: Place, message: Msg) {
    this.place = place;
    this.#message = message;
    const sequence = Number(message.headers?.get(natsHeaders.sequence) || Number.NaN);
    this.sequence = Number.isSafeInteger(sequence) ? sequence : undefined;
  }

  get bytes(): number {
    return this.#message.data.length;
  }

  read(): DeliveredMessage | undefined {
    const arrival = readArrival(this.place, this.#message);
    if (arrival.kind === "unreadable") return undefined;
    return arrival.kind === "tracked" ? arrival.live.message : arrival.message;
  }
}
