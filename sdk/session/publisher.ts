import type { Msg } from "@nats-io/nats-core";
import { backoffMs } from "../backoff";
import { asSdkError, SdkError, VerdictError } from "../errors";
import { type AcceptedVerdict, messageBytesMax, type Place, type Verdict } from "../protocol";
import type { Link } from "./link";

export interface Outgoing {
  id: string;
  place: Place;
  subject: string;
  body: Uint8Array;
  timeoutMs: number;
}

/** The verdict of a message that is stored already; undefined when it is not. */
export type FindStored = (sought: {
  place: Place;
  id: string;
  sinceMs: number;
}) => Promise<AcceptedVerdict | undefined>;

interface Entry extends Outgoing {
  key: string;
  deadlineMs: number;
  attempts: number;
  /** When the first copy went out; another may follow without a look at what is stored only for so long. */
  firstSentAtMs: number | undefined;
  /** When to send it again unless a verdict came. */
  resendAtMs: number;
  link: Link | undefined;
  isSettled: boolean;
  /** The last refusal that may pass by itself. */
  refusal: VerdictError | undefined;
  resolve(verdict: AcceptedVerdict): void;
  reject(error: Error): void;
}

/** Inside the stream's duplicate window of two minutes: until then a second copy is recognised by its id. */
const resendMsMax = 100_000;
const inFlightMax = 1_000;
const queuedMax = 10_000;
const queuedBytesMax = 64 * 1024 * 1024;
/** A slow answer is waited for longer each time: copies make a busy server busier. */
const attemptMs = { first: 5_000, max: 30_000 };
const sweepMs = 200;
const busyRetry = { firstMs: 200, maxMs: 3_000 };

/**
 * Sends messages and matches verdicts: one inbox subscription a link, a map from reply key to message. Order of sending is
 * the order of `publish`; what has no verdict when a link is lost goes out again first, with the same id. When that was too
 * long ago for the stream to recognise the id, history is asked whether it is stored before another copy is sent.
 */
export class Publisher {
  readonly #findStored: FindStored;
  readonly #resendMsMax: number;
  readonly #sent = new Map<string, Entry>();
  #queue: Entry[] = [];
  #queuedBytes = 0;
  #link: Link | undefined;
  #nextKey = 0;
  #sweeper: ReturnType<typeof setInterval> | undefined;
  #whenIdle: (() => void)[] = [];
  #endReason: string | undefined;

  constructor(findStored: FindStored, options: { resendMsMax?: number } = {}) {
    this.#findStored = findStored;
    this.#resendMsMax = options.resendMsMax ?? resendMsMax;
  }

  /** Rejects at once when the bounded queue is full, the message is too large or the session has ended. */
  publish(outgoing: Outgoing): Promise<AcceptedVerdict> {
    return new Promise((resolve, reject) => {
      const refusal = this.#refusalOf(outgoing);
      if (refusal) return reject(refusal);
      this.#nextKey += 1;
      this.#queue.push({
        ...outgoing,
        key: this.#nextKey.toString(36),
        deadlineMs: Date.now() + outgoing.timeoutMs,
        attempts: 0,
        firstSentAtMs: undefined,
        resendAtMs: 0,
        link: undefined,
        isSettled: false,
        refusal: undefined,
        resolve,
        reject,
      });
      this.#queuedBytes += outgoing.body.length;
      this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs);
      this.#send();
    });
  }

  /** Begins to take verdicts on a new link. */
  attach(link: Link): void {
    link.nc.subscribe(`${link.inbox}.*`, {
      callback: (error, message) => {
        if (error === null) this.#onReply(message);
      },
    });
  }

  /** Sends on this link from now on. */
  use(link: Link): void {
    this.#link = link;
    this.#send();
  }

  /** The link is gone: what it owes a verdict for is sent again, first and in order. */
  detach(link: Link): void {
    if (this.#link === link) this.#link = undefined;
    const owed = [...this.#sent.values()].filter((entry) => entry.link === link);
    for (const entry of owed) {
      this.#sent.delete(entry.key);
      entry.link = undefined;
      this.#queuedBytes += entry.body.length;
    }
    this.#queue = [...owed, ...this.#queue];
    this.#send();
  }

  /** Resolves when no verdict is owed on `link`, or on any link and for the queue. */
  async idle(link?: Link): Promise<void> {
    while (this.#isOwed(link)) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  end(reason: string): void {
    this.#endReason = reason;
    for (const entry of [...this.#sent.values(), ...this.#queue])
      this.#settle(entry, () => this.#giveUp(entry, reason));
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#afterChange();
  }

  #refusalOf({ body, id }: Outgoing): Error | undefined {
    if (this.#endReason !== undefined) return new SdkError("UNAVAILABLE", this.#endReason, { reason: "closed" });
    if (body.length > messageBytesMax) {
      const reason = `The message is ${body.length} bytes; at most ${messageBytesMax} are taken. Send it in parts.`;
      return new VerdictError({ verdict: "refused", id, code: "too_large", rule: "message.size", reason });
    }
    if (this.#queue.length >= queuedMax || this.#queuedBytes + body.length > queuedBytesMax) {
      const reason = `${this.#queue.length} messages wait to be sent already. Wait for verdicts before sending more.`;
      return new SdkError("LIMIT_EXCEEDED", reason, { reason: "queue_full" });
    }
    return undefined;
  }

  #send(): void {
    const link = this.#link;
    if (link === undefined || link.isLost) return;
    let count = 0;
    for (const entry of this.#queue) {
      if (this.#sent.size >= inFlightMax) break;
      count += 1;
      this.#queuedBytes -= entry.body.length;
      if (entry.isSettled) continue;
      this.#sent.set(entry.key, entry);
      this.#transmit(entry, link);
    }
    if (count > 0) this.#queue.splice(0, count);
  }

  #transmit(entry: Entry, link: Link): void {
    const now = Date.now();
    entry.link = link;
    entry.firstSentAtMs ??= now;
    if (now - entry.firstSentAtMs > this.#resendMsMax) {
      void this.#lookUp(entry, entry.firstSentAtMs);
      return;
    }
    entry.attempts += 1;
    entry.resendAtMs = now + Math.min(attemptMs.max, attemptMs.first * 2 ** (entry.attempts - 1));
    try {
      link.nc.publish(entry.subject, entry.body, { reply: `${link.inbox}.${entry.key}` });
    } catch {
      entry.resendAtMs = now + sweepMs;
    }
  }

  /** Finds out what became of copies sent long ago; when there is none, the message starts anew. */
  async #lookUp(entry: Entry, sinceMs: number): Promise<void> {
    entry.resendAtMs = Number.POSITIVE_INFINITY;
    try {
      const { place, id } = entry;
      const found = await this.#findStored({ place, id, sinceMs });
      if (found) this.#settle(entry, () => entry.resolve(found));
      entry.firstSentAtMs = undefined;
      entry.resendAtMs = 0;
    } catch (thrown) {
      const error = asSdkError(thrown);
      if (error.code === "UNAVAILABLE") this.#postpone(entry);
      else this.#settle(entry, () => this.#giveUp(entry, `What became of it cannot be read: ${error.message}`));
    }
    this.#afterChange();
  }

  #onReply(message: Msg): void {
    const key = message.subject.slice(message.subject.lastIndexOf(".") + 1);
    const entry = this.#sent.get(key);
    if (entry === undefined) return;
    const verdict = verdictOf(message);
    if (verdict === undefined) this.#postpone(entry);
    else if (verdict.verdict === "accepted") this.#settle(entry, () => entry.resolve(verdict));
    else if (verdict.code === "unavailable") {
      entry.refusal = new VerdictError(verdict);
      this.#postpone(entry, verdict.retryAfterMs);
    } else this.#settle(entry, () => entry.reject(new VerdictError(verdict)));
    this.#afterChange();
  }

  #postpone(entry: Entry, afterMs = backoffMs(entry.attempts - 1, busyRetry)): void {
    entry.resendAtMs = Date.now() + afterMs;
  }

  #sweep(): void {
    const now = Date.now();
    for (const entry of [...this.#sent.values(), ...this.#queue]) {
      if (entry.deadlineMs <= now) this.#settle(entry, () => this.#giveUp(entry, "No verdict came in time."));
      else if (entry.link && entry.resendAtMs <= now && this.#link && !this.#link.isLost)
        this.#transmit(entry, this.#link);
    }
    this.#queue = this.#queue.filter((entry) => {
      if (!entry.isSettled) return true;
      this.#queuedBytes -= entry.body.length;
      return false;
    });
    this.#afterChange();
  }

  #settle(entry: Entry, answer: () => void): void {
    this.#sent.delete(entry.key);
    if (entry.isSettled) return;
    entry.isSettled = true;
    answer();
  }

  #giveUp(entry: Entry, why: string): void {
    const reason = entry.attempts > 0 ? "outcome_unknown" : "not_sent";
    const fate = entry.attempts > 0 ? "It may have been stored." : "It was not sent.";
    entry.reject(entry.refusal ?? new SdkError("UNAVAILABLE", `${why} ${fate}`, { reason }));
  }

  #isOwed(link: Link | undefined): boolean {
    if (link === undefined) return this.#sent.size + this.#queue.length > 0;
    for (const entry of this.#sent.values()) if (entry.link === link) return true;
    return false;
  }

  #afterChange(): void {
    this.#send();
    if (this.#sent.size + this.#queue.length === 0) {
      clearInterval(this.#sweeper);
      this.#sweeper = undefined;
    }
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resume of waiting) resume();
  }
}

/** Undefined when nobody answered (`503 No Responders`, an empty message) or the answer is not a verdict. */
function verdictOf(message: Msg): Verdict | undefined {
  if (message.data.length === 0) return undefined;
  try {
    return message.json<Verdict>();
  } catch {
    return undefined;
  }
}
