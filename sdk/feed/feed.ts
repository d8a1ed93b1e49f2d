import type { Msg } from "@nats-io/nats-core";
import { backoffMs, type Pause, pause } from "../backoff";
import { asSdkError, isFinalRefusal } from "../errors";
import type { DeliveredMessage, HistoryPage, HistoryQuery, Place } from "../protocol";
import { throwUncaught } from "../uncaught";
import { FeedCursor, type WantedRead } from "./cursor";
import { readArrival } from "./delivery";
import { RecentIds } from "./recent-ids";
import type { ChannelFeed, FeedOptions, FeedStatus } from "./types";

/** Told by the session about one place's live subject. */
export interface Watcher {
  onMessage(message: Msg): void;
  /** A subscription is in place that does not overlap the one before it. */
  onSubscribed(): void;
  onInterrupted(): void;
  /** The place may no longer be read, or the session ended. Nothing follows. */
  onEnded(reason: string): void;
}

/** What a feed needs of its session. */
export interface FeedWorld {
  read(query: HistoryQuery): Promise<HistoryPage>;
  watch(place: Place, watcher: Watcher): () => void;
}

const pageLimit = 500;
const untrackedMax = 2_000;
const retry = { firstMs: 100, maxMs: 5_000 };

/** Feeds one listener from live messages and history; the order and the proof are the cursor's. */
export class Feed implements ChannelFeed {
  readonly place: Place;
  /** Resolves when the position is fixed: everything published from then on will be given out. */
  readonly ready: Promise<void>;
  readonly #world: FeedWorld;
  readonly #options: FeedOptions;
  readonly #cursor = new FeedCursor<DeliveredMessage>();
  readonly #recent = new RecentIds();
  readonly #recentDeltas = new RecentIds();
  #unwatch: () => void = () => {};
  #untracked: DeliveredMessage[] = [];
  #status: FeedStatus = { kind: "catching-up" };
  #isSubscribed = false;
  #isRunning = false;
  #isEnded = false;
  #failures = 0;
  #pause: Pause | undefined;
  #markReady = () => {};

  constructor(world: FeedWorld, place: Place, options: FeedOptions) {
    this.#world = world;
    this.place = place;
    this.#options = options;
    this.ready = new Promise((resolve) => {
      this.#markReady = resolve;
    });
    if (options.from !== undefined) this.#start(options.from);
    this.#tell();
    this.#unwatch = world.watch(place, {
      onMessage: (message) => this.#onMessage(message),
      onSubscribed: () => {
        this.#isSubscribed = true;
        this.#cursor.resubscribed();
        this.#pause?.end();
        this.#run();
      },
      onInterrupted: () => {
        this.#isSubscribed = false;
        this.#report();
      },
      onEnded: (reason) => this.#end(reason),
    });
    this.#run();
  }

  get through(): number {
    return this.#cursor.through;
  }

  get status(): FeedStatus {
    return this.#status;
  }

  close(): void {
    this.#end("closed");
  }

  #onMessage(message: Msg): void {
    const arrival = readArrival(this.place, message);
    if (arrival.kind === "delta") this.#onDelta(arrival.message);
    else if (arrival.kind === "tracked") this.#cursor.live(arrival.live);
    else if (arrival.kind === "unreadable") this.#cursor.resubscribed();
    else if (this.#recent.add(arrival.message.envelope.id) && this.#untracked.length < untrackedMax) {
      this.#untracked.push(arrival.message);
    }
    this.#run();
  }

  /** Outside of the order and its proof: a piece that is lost is made good by the text that follows. */
  #onDelta(message: DeliveredMessage): void {
    if (this.#isEnded || !this.#options.onDelta || !this.#recentDeltas.add(message.envelope.id)) return;
    try {
      this.#options.onDelta(message);
    } catch (thrown) {
      throwUncaught(thrown);
    }
  }

  #start(through: number): void {
    this.#cursor.start(through);
    this.#markReady();
  }

  /** Gives out what is ready and reads what is wanted, one step at a time, until neither is left. */
  #run(): void {
    if (!this.#isRunning) void this.#steps();
  }

  async #steps(): Promise<void> {
    this.#isRunning = true;
    while (!this.#isEnded) {
      this.#tellRemoved();
      const batch = this.#take();
      if (batch.length > 0) {
        const taken = this.#give(batch);
        if (taken) await taken;
        continue;
      }
      this.#report();
      const wanted = this.#wanted();
      if (wanted !== undefined) await this.#attempt(() => this.#readRange(wanted));
      else if (this.#cursor.hasStarted) break;
      else await this.#attempt(() => this.#readPosition());
    }
    this.#isRunning = false;
  }

  /** A listener's own failure is its own: it is reported as uncaught, and the feed goes on. */
  #give(batch: DeliveredMessage[]): void | Promise<void> {
    try {
      return this.#options.onMessages(batch)?.catch(throwUncaught);
    } catch (thrown) {
      throwUncaught(thrown);
    }
  }

  #take(): DeliveredMessage[] {
    const ready = this.#cursor.take();
    if (this.#untracked.length === 0) return ready;
    const batch = ready.concat(this.#untracked);
    this.#untracked = [];
    return batch;
  }

  /** Without a subscription the end cannot be known, so only known gaps are worth a read. */
  #wanted(): WantedRead | undefined {
    const wanted = this.#cursor.wanted();
    return wanted?.through === undefined && !this.#isSubscribed ? undefined : wanted;
  }

  async #readPosition(): Promise<boolean> {
    const page = await this.#world.read({ place: this.place, limit: 1 });
    this.#start(page.through);
    return true;
  }

  async #readRange({ after, through, ...asked }: WantedRead): Promise<boolean> {
    const page = await this.#world.read({ place: this.place, after, through, limit: pageLimit });
    return this.#cursor.page(page, { after, through, ...asked });
  }

  /** Runs one read; waits after one that failed or brought nothing. A refusal ends the feed. */
  async #attempt(read: () => Promise<boolean>): Promise<void> {
    try {
      if (await read()) {
        this.#failures = 0;
        return;
      }
    } catch (thrown) {
      const error = asSdkError(thrown);
      if (isFinalRefusal(error) || error.code === "NOT_FOUND") return this.#end(error.message);
    }
    this.#pause = pause(backoffMs(this.#failures, retry));
    this.#failures += 1;
    await this.#pause.done;
    this.#pause = undefined;
  }

  #report(): void {
    if (this.#isEnded) return;
    const isLive = this.#isSubscribed && this.#cursor.hasStarted && this.#cursor.wanted() === undefined;
    const behind = this.#cursor.behind;
    this.#setStatus(isLive ? { kind: "live" } : behind > 0 ? { kind: "catching-up", behind } : { kind: "catching-up" });
  }

  #setStatus(next: FeedStatus): void {
    const now = this.#status;
    const isSame =
      now.kind === next.kind &&
      (next.kind !== "catching-up" || now.kind !== "catching-up" || now.behind === next.behind);
    if (isSame) return;
    this.#status = next;
    this.#tell();
  }

  #tell(): void {
    guarded(() => this.#options.onStatus?.(this.#status));
  }

  #tellRemoved(): void {
    for (const range of this.#cursor.takeRemoved()) guarded(() => this.#options.onRemoved?.(range));
  }

  #end(reason: string): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#unwatch();
    this.#pause?.end();
    this.#markReady();
    this.#setStatus({ kind: "ended", reason });
  }
}

function guarded(tell: () => void): void {
  try {
    tell();
  } catch (thrown) {
    throwUncaught(thrown);
  }
}
