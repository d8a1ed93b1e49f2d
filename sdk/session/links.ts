import type { AccessSource } from "../access";
import { backoffMs, type Pause, pause } from "../backoff";
import { asSdkError, isFinalRefusal, SdkError } from "../errors";
import { isReusable, renewInMs } from "./lifetime";
import {
  type DialOptions,
  isCredentialFault,
  type KeyedCredential,
  type Link,
  obtainCredential,
  openLink,
  textOf,
} from "./link";
import type { SessionLog, SessionState, StateDetail } from "./types";

/** What has to follow the link: readers and the publisher. */
export interface LinkUsers {
  /** Subscribes everything on a new link, beside the one in use. */
  attach(link: Link): void;
  use(link: Link, overlaps: boolean): void;
  detach(link: Link, wasLost: boolean): void;
  /** Resolves when nobody waits for an answer on `link`. */
  idle(link: Link): Promise<void>;
  /** A replaced link died before it had delivered everything. */
  repair(): void;
}

export interface LinksOptions {
  access: AccessSource;
  dial: DialOptions;
  users: LinkUsers;
  onState(state: SessionState, detail: StateDetail): void;
  log: SessionLog | undefined;
}

const retry = { firstMs: 250, maxMs: 15_000 };
const stableMs = 5_000;
const retireMsMax = 8_000;
const timerMsMax = 2 ** 31 - 1;

/**
 * Keeps one link in use. A credential is renewed by opening a second link beside the first: subscribe on the new one, flush,
 * switch, let the old one deliver what it still holds, close it. Nothing is missed and the state stays `live`, where
 * `nc.reconnect()` would close first, lose what is published meanwhile and the verdicts under way.
 */
export class Links {
  readonly #options: LinksOptions;
  #state: SessionState = "connecting";
  #detail: StateDetail = {};
  #link: Link | undefined;
  #credential: KeyedCredential | undefined;
  #needsFresh = false;
  #work: Promise<void> | undefined;
  #pause: Pause | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #refusal: SdkError | undefined;
  /** Over how long those spread who lost their connections together with us. */
  #spreadMs = 0;
  /** How many links in a row were lost soon after they were made. */
  #flaps = 0;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  get state(): SessionState {
    return this.#state;
  }

  get detail(): StateDetail {
    return this.#detail;
  }

  get link(): Link | undefined {
    return this.#link;
  }

  /** Resolves with the first link in use; throws when the principal is refused for good. */
  async start(): Promise<void> {
    this.#options.onState(this.#state, this.#detail);
    await this.#secure();
    if (this.#refusal) throw this.#refusal;
    if (this.#state === "closed") throw new SdkError("UNAVAILABLE", "The session was closed.", { reason: "closed" });
  }

  /** Resolves when a credential issued after this call is in use. */
  async renew(): Promise<void> {
    this.#needsFresh = true;
    this.#pause?.end();
    await this.#secure();
    if (this.#refusal) throw this.#refusal;
  }

  /** Tries again at once if a try is waiting, and makes sure that the link in use still answers. */
  async wake(timeoutMs: number): Promise<void> {
    this.#pause?.end();
    const link = this.#link;
    if (link === undefined) return;
    const timeout = pause(timeoutMs);
    const answered = await Promise.race([
      link.nc.flush().then(
        () => true,
        () => false,
      ),
      timeout.done.then(() => false),
    ]);
    timeout.end();
    if (!answered && this.#link === link) await link.nc.close();
  }

  async close(reason?: string): Promise<void> {
    if (this.#state === "closed") return;
    clearTimeout(this.#renewal);
    const link = this.#link;
    this.#link = undefined;
    this.#setState("closed", reason === undefined ? {} : { reason });
    this.#pause?.end();
    await link?.nc.close();
  }

  /** One at a time: opens links until one is in use and no newer credential is asked for. */
  #secure(): Promise<void> {
    this.#work ??= this.#open().finally(() => {
      this.#work = undefined;
    });
    return this.#work;
  }

  async #open(): Promise<void> {
    let attempt = 0;
    await this.#spread();
    if (this.#flaps > 1) await this.#waitAfter(new SdkError("UNAVAILABLE", this.#detail.reason ?? ""), this.#flaps);
    while (this.#state !== "closed" && (this.#link === undefined || this.#needsFresh)) {
      try {
        const link = await openLink(await this.#nextCredential(), this.#options.dial);
        await this.#adopt(link);
        attempt = 0;
      } catch (thrown) {
        const error = asSdkError(thrown);
        if (this.#isFinal(error)) return this.#refuse(error);
        if (error.reason === "credential") this.#credential = undefined;
        await this.#waitAfter(error, attempt);
        attempt += 1;
      }
    }
  }

  async #nextCredential(): Promise<KeyedCredential> {
    const known = this.#credential;
    if (known && !this.#needsFresh && isReusable(known.lifetime, Date.now())) return known;
    this.#needsFresh = false;
    try {
      this.#credential = await obtainCredential(this.#options.access);
    } catch (thrown) {
      this.#needsFresh = true;
      throw thrown;
    }
    return this.#credential;
  }

  /** Puts a link in use beside or instead of the one before. Throws when it dies at once. */
  async #adopt(link: Link): Promise<void> {
    void link.nc.closed().then((error) => this.#onLost(link, error ?? undefined));
    this.#options.users.attach(link);
    await settled(link);
    if (this.#state === "closed") return link.nc.close();
    const previous = this.#link;
    this.#link = link;
    this.#options.users.use(link, previous !== undefined);
    this.#setState("live", {});
    this.#scheduleRenewal(link);
    if (previous) void this.#retire(previous);
  }

  /** Lets a replaced link deliver what the server had already put on it, then closes it. */
  async #retire(link: Link): Promise<void> {
    const limit = pause(retireMsMax);
    await Promise.race([this.#options.users.idle(link), limit.done]);
    const isDelivered = await Promise.race([
      link.nc.flush().then(
        () => true,
        () => false,
      ),
      limit.done.then(() => false),
    ]);
    limit.end();
    this.#options.users.detach(link, false);
    if (!isDelivered) this.#options.users.repair();
    await link.nc.close();
  }

  #onLost(link: Link, error: Error | undefined): void {
    link.isLost = true;
    const wasEnded = isCredentialFault(error);
    if (wasEnded) this.#credential = undefined;
    const wasInUse = this.#link === link;
    this.#options.users.detach(link, wasInUse);
    if (!wasInUse || this.#state === "closed") return;
    this.#link = undefined;
    if (wasEnded) this.#spreadMs = link.credential.issued.returnWithinMs ?? 0;
    this.#flaps = Date.now() - link.openedAtMs < stableMs ? this.#flaps + 1 : 0;
    clearTimeout(this.#renewal);
    const reason = error ? textOf(error) : "The connection was lost.";
    this.#options.log?.debug("connection lost", { reason });
    this.#setState("reconnecting", { reason });
    void this.#secure();
  }

  #scheduleRenewal(link: Link): void {
    clearTimeout(this.#renewal);
    const inMs = Math.min(timerMsMax, renewInMs(link.credential.lifetime, Date.now()));
    this.#renewal = setTimeout(() => void this.renew().catch(() => undefined), inMs);
  }

  /** The server ended many connections at once, perhaps: each comes back at a moment of its own. */
  async #spread(): Promise<void> {
    const retryInMs = Math.round(Math.random() * this.#spreadMs);
    this.#spreadMs = 0;
    if (retryInMs === 0) return;
    this.#setState(this.#state, { ...this.#detail, retryInMs });
    this.#pause = pause(retryInMs);
    await this.#pause.done;
    this.#pause = undefined;
  }

  async #waitAfter(error: SdkError, attempt: number): Promise<void> {
    if (this.#state === "closed") return;
    const retryInMs = backoffMs(attempt, retry);
    this.#options.log?.warn("no connection yet", { reason: error.message, code: error.code, retryInMs });
    if (this.#state !== "live") this.#setState(this.#state, { reason: error.message, retryInMs });
    this.#pause = pause(retryInMs);
    await this.#pause.done;
    this.#pause = undefined;
  }

  /** A wrong request never becomes right; at the first connection that is worth an error, later the old rights are kept while they last. */
  #isFinal(error: SdkError): boolean {
    if (isFinalRefusal(error)) return true;
    return this.#state === "connecting" && (error.code === "VALIDATION" || error.code === "LIMIT_EXCEEDED");
  }

  async #refuse(error: SdkError): Promise<void> {
    this.#refusal = error;
    await this.close(error.message);
  }

  #setState(state: SessionState, detail: StateDetail): void {
    this.#state = state;
    this.#detail = detail;
    this.#options.onState(state, detail);
  }
}

/** Resolves when the server has everything that was sent on the link. Throws `UNAVAILABLE` when the link is lost first: its flush would then never end. */
async function settled({ nc }: Link): Promise<void> {
  const lost = nc.closed().then((cause) => {
    const why = cause ? textOf(cause) : "The connection was lost.";
    throw new SdkError("UNAVAILABLE", why, { reason: "unreachable", cause });
  });
  await Promise.race([nc.flush(), lost]);
}
