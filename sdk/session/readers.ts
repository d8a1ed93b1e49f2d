import type { Msg, Subscription } from "@nats-io/nats-core";
import { backoffMs, type Pause, pause } from "../backoff";
import { asSdkError, isFinalRefusal } from "../errors";
import type { Watcher } from "../feed/feed";
import { type HistoryPage, type HistoryQuery, liveSubject, type Place, type ReadableChannel } from "../protocol";
import type { Link } from "./link";

interface Watch {
  subject: string;
  /** Absent for subjects that every credential opens. */
  place: Place | undefined;
  watcher: Watcher;
  subscriptions: Map<Link, Subscription>;
  isEnded: boolean;
  /** Set while it is being found out why the place cannot be read. */
  inquiry: Pause | "running" | undefined;
}

const inquiryRetry = { firstMs: 500, maxMs: 15_000 };
const refreshesMax = 3;
const notDelivered = "New messages of this place are not delivered to you: it may be archived.";

/** Keeps every watched subject subscribed on whatever link there is, and ends those that may no longer be read. */
export class Readers {
  readonly #read: (query: HistoryQuery) => Promise<HistoryPage>;
  readonly #refreshAccess: () => Promise<void>;
  readonly #watches = new Set<Watch>();
  #link: Link | undefined;
  #endReason: string | undefined;

  constructor(read: (query: HistoryQuery) => Promise<HistoryPage>, refreshAccess: () => Promise<void>) {
    this.#read = read;
    this.#refreshAccess = refreshAccess;
  }

  watch(place: Place, watcher: Watcher): () => void {
    return this.#add(liveSubject(place), place, watcher);
  }

  /** For subjects that every credential opens. */
  watchSubject(subject: string, onMessage: (message: Msg) => void): () => void {
    return this.#add(subject, undefined, { onMessage, onSubscribed() {}, onInterrupted() {}, onEnded() {} });
  }

  /** Subscribes everything on a new link, beside the one in use. */
  attach(link: Link): void {
    for (const watch of this.#watches) {
      if (canRead(link, watch.place)) this.#subscribe(watch, link);
    }
  }

  /** The link is in use. `overlaps`: the one before it was still delivering when this one's subscriptions were in place. */
  use(link: Link, overlaps: boolean): void {
    this.#link = link;
    for (const watch of this.#watches) {
      if (!watch.subscriptions.has(link)) void this.#inquire(watch);
      else if (!overlaps || watch.subscriptions.size === 1) watch.watcher.onSubscribed();
    }
  }

  /** Forgets a link that is no longer in use; `wasLost` when messages may have been missed with it. */
  detach(link: Link, wasLost: boolean): void {
    if (this.#link === link) this.#link = undefined;
    for (const watch of this.#watches) {
      if (watch.subscriptions.delete(link) && wasLost) watch.watcher.onInterrupted();
    }
  }

  /** A link that had been replaced died before it had delivered everything: what it owed has to be read. */
  repair(): void {
    if (this.#link === undefined) return;
    for (const watch of this.#watches) {
      if (watch.subscriptions.has(this.#link)) watch.watcher.onSubscribed();
    }
  }

  end(reason: string): void {
    this.#endReason = reason;
    for (const watch of [...this.#watches]) this.#end(watch, reason);
  }

  #add(subject: string, place: Place | undefined, watcher: Watcher): () => void {
    const watch: Watch = { subject, place, watcher, subscriptions: new Map(), isEnded: false, inquiry: undefined };
    this.#watches.add(watch);
    queueMicrotask(() => void this.#begin(watch));
    return () => this.#remove(watch);
  }

  async #begin(watch: Watch): Promise<void> {
    if (this.#endReason !== undefined) return this.#end(watch, this.#endReason);
    const link = this.#link;
    if (watch.isEnded || link === undefined || watch.subscriptions.has(link)) return;
    if (!canRead(link, watch.place)) return this.#inquire(watch);
    this.#subscribe(watch, link);
    try {
      await link.nc.flush();
    } catch {
      return;
    }
    if (watch.subscriptions.has(link)) watch.watcher.onSubscribed();
  }

  #subscribe(watch: Watch, link: Link): void {
    if (link.nc.isClosed()) return;
    const subscription = link.nc.subscribe(watch.subject, {
      callback: (error, message) => {
        if (watch.isEnded) return;
        if (error === null) return watch.watcher.onMessage(message);
        watch.subscriptions.delete(link);
        watch.watcher.onInterrupted();
        void this.#inquire(watch);
      },
    });
    watch.subscriptions.set(link, subscription);
  }

  /**
   * The credential does not open the place: a refusal by History says why and ends the watch; otherwise a newer credential
   * will do, unless the place can be read but is not delivered any more, as an archived channel is.
   */
  async #inquire(watch: Watch): Promise<void> {
    const place = watch.place;
    if (watch.inquiry !== undefined || place === undefined) return;
    watch.inquiry = "running";
    let refreshes = 0;
    for (let attempt = 0; this.#isUnreadable(watch); attempt += 1) {
      try {
        await this.#read({ place, limit: 1 });
        if (refreshes >= refreshesMax) this.#end(watch, notDelivered);
        else await this.#refreshAccess();
        refreshes += 1;
      } catch (thrown) {
        const error = asSdkError(thrown);
        if (isFinalRefusal(error) || error.code === "NOT_FOUND") this.#end(watch, error.message);
      }
      if (!this.#isUnreadable(watch)) break;
      watch.inquiry = pause(backoffMs(attempt, inquiryRetry));
      await watch.inquiry.done;
    }
    watch.inquiry = undefined;
  }

  #isUnreadable(watch: Watch): boolean {
    return !watch.isEnded && this.#link !== undefined && !watch.subscriptions.has(this.#link);
  }

  #end(watch: Watch, reason: string): void {
    if (watch.isEnded) return;
    this.#remove(watch);
    watch.watcher.onEnded(reason);
  }

  #remove(watch: Watch): void {
    watch.isEnded = true;
    this.#watches.delete(watch);
    if (typeof watch.inquiry === "object") watch.inquiry.end();
    for (const [link, subscription] of watch.subscriptions) {
      if (!link.nc.isClosed()) subscription.unsubscribe();
    }
    watch.subscriptions.clear();
  }
}

function canRead(link: Link, place: Place | undefined): boolean {
  if (place === undefined) return true;
  const channel = link.credential.issued.channels.find((readable: ReadableChannel) => readable.name === place.channel);
  if (channel === undefined) return false;
  if (!place.isPrivate) return channel.canRead !== false;
  return place.thread !== undefined && channel.privateThreads.includes(place.thread);
}
