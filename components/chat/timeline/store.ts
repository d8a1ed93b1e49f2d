import type { ChannelFeed, FeedOptions, FeedStatus } from "@/sdk";
import type { DeliveredMessage, HistoryPage, HistoryQuery, MessageDraft, Place, RemovedRange } from "@/sdk/protocol";
import { withSender } from "./find-row";
import { type OutboxEntry, outboxEntry, type Publish, settle, stateOfFailure, withoutDelivered } from "./outbox";
import { isRedaction, Redactions } from "./redactions";
import { withHoles, withRanges } from "./removed";
import { rowsOf } from "./rows";
import { mergeSegment, type Segment, segmentOfPage, type TimelineMessage } from "./segments";
import type { EdgeState, TimelinePhase, TimelineSnapshot } from "./snapshot";
import { LiveStreams } from "./streams";
import { explained, linkedMessage, readAround, stateAtHand, type Target, type Wanted } from "./target";
import { type Reader, segmentOfBatch, trim, viewOf, type WindowLimits } from "./window";

export type { EdgeState, TimelinePhase, TimelineSnapshot } from "./snapshot";

export interface TimelineOptions {
  place: Place;
  read: (query: HistoryQuery) => Promise<HistoryPage>;
  /** Whether an error of `read` means that the place may not be read. */
  isRefusal: (error: unknown) => boolean;
  /** Runs `flush` soon; several calls before it may share one. By default at once. */
  schedule?: (flush: () => void) => void;
  limits?: WindowLimits;
  now?: () => Date;
}

/** The first page is small, so that it is there soon; those that a reader scrolls into are not seen coming. */
const firstPageMessages = 100;
const pageMessages = 200;
const defaultLimits: WindowLimits = { max: 1_500, target: 1_000, tail: 200 };
const ended = (reason: string): TimelinePhase => ({ kind: "ended", reason });

/** One place's messages as the reader sees them: always one gapless stretch, bounded in memory, with the live end attached when it is reached. */
export class TimelineStore {
  readonly place: Place;
  #options: TimelineOptions;
  #limits: WindowLimits;
  #segments: readonly Segment[] = [];
  #redactions = new Redactions();
  #reader: Reader = { kind: "end" };
  #outbox: readonly OutboxEntry[] = [];
  #phase: TimelinePhase = { kind: "loading" };
  #edges = { older: "more" as EdgeState, newer: "more" as EdgeState };
  #feed: ChannelFeed | undefined;
  #openFeed: ((options: FeedOptions) => ChannelFeed) | undefined;
  #feedStatus: FeedStatus = { kind: "catching-up" };
  #feedThrough = 0;
  #unseen = 0;
  #removed: readonly RemovedRange[] = [];
  #target: Target | undefined;
  #seeking: Promise<void> = Promise.resolve();
  #turns = 0;
  #streams = new LiveStreams({ onChange: () => this.#changed(), through: () => this.#feedThrough });
  #listeners = new Set<() => void>();
  #snapshot: TimelineSnapshot;
  #isScheduled = false;
  #run = 0;

  constructor(options: TimelineOptions) {
    this.place = options.place;
    this.#options = options;
    this.#limits = options.limits ?? defaultLimits;
    this.#snapshot = this.#draw();
  }

  /** Whether somebody looks at it. */
  get isOpen(): boolean {
    return this.#listeners.size > 0;
  }

  readonly getSnapshot = (): TimelineSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads the newest page, once a target is found, and follows the live end from it; also the way out of `failed` and `ended`. */
  async start(): Promise<void> {
    const run = ++this.#run;
    this.#closeFeed();
    if (this.#phase.kind !== "ready") this.#set({ kind: "loading" });
    try {
      const [page] = await Promise.all([
        this.#options.read({ place: this.place, limit: firstPageMessages }),
        this.#seeking,
      ]);
      if (run !== this.#run) return;
      this.#feedThrough = page.through;
      this.#addPage(page);
      this.#edges = { older: "more", newer: "more" };
      this.#set({ kind: "ready" });
      this.#followFeed();
      await this.#fill(run);
    } catch (error) {
      if (run === this.#run) this.#set(this.#phaseOf(error));
    }
  }

  /** Gives the store its live source, once there is a session. */
  connect(openFeed: (options: FeedOptions) => ChannelFeed): void {
    this.#openFeed = openFeed;
    if (this.#phase.kind === "ready") this.#followFeed();
  }

  /** Ends the live part; rows stay. */
  disconnect(): void {
    this.#openFeed = undefined;
    this.#closeFeed();
  }

  close(): void {
    this.#run++;
    this.disconnect();
    this.#listeners.clear();
  }

  /** Where the reader is. Tells which messages stay in memory and whether arriving ones count as unseen. */
  setReader(reader: Reader): void {
    this.#reader = reader;
    if (reader.kind === "end" && this.#unseen > 0) {
      this.#unseen = 0;
      this.#changed();
    }
  }

  /** Shows at once what the server has agreed to, where the live feed may not bring it. */
  redacted(message: DeliveredMessage): void {
    if (!this.#redactions.learn([message])) return;
    this.#segments = this.#segments.map((segment) => this.#redactions.applyTo(segment));
    this.#changed();
  }

  /** Reads the page before the rows. Does nothing while one is under way or when there is none. */
  loadOlder(): Promise<void> {
    const view = this.#view();
    if (!view?.hasOlder) return Promise.resolve();
    return this.#load("older", { before: view.from + 1 });
  }

  /** Reads the page after the rows, until they reach the live end. */
  loadNewer(): Promise<void> {
    const view = this.#view();
    if (!view || this.#reachesEnd(view)) return Promise.resolve();
    return this.#load("newer", { after: view.through });
  }

  /** Takes the reader elsewhere in the place: reads what lies around it, unless it is at hand. The snapshot's `target` tells what came of it. */
  goTo(wanted: Wanted): Promise<void> {
    const turn = ++this.#turns;
    const found = stateAtHand(this.#view(), wanted);
    this.#target = { wanted, turn, state: found ?? { kind: "seeking" } };
    this.#changed();
    if (found) return Promise.resolve();
    this.#seeking = this.#seek(wanted, turn);
    return this.#seeking;
  }

  /** Puts the reader at the live end, whatever they were reading. */
  jumpToEnd(): void {
    this.#turns++;
    this.#target = undefined;
    this.#reader = { kind: "end" };
    this.#unseen = 0;
    this.#segments = trim(this.#segments, this.#reader, this.#limits);
    this.#edges = { older: "more", newer: "more" };
    this.#changed();
  }

  /** Shows the message at once and publishes it; the row then tells what became of it. */
  async send(draft: MessageDraft & { id: string }, source: string, publish: Publish): Promise<void> {
    const now = this.#options.now?.() ?? new Date();
    this.#outbox = [...this.#outbox.filter((entry) => entry.draft.id !== draft.id), outboxEntry(draft, source, now)];
    this.jumpToEnd();
    try {
      await publish(draft);
      this.#outbox = settle(this.#outbox, draft.id, { kind: "accepted" }, this.#feedThrough);
    } catch (error) {
      this.#outbox = settle(this.#outbox, draft.id, stateOfFailure(error), this.#feedThrough);
    }
    this.#changed();
  }

  /** The message with that id, if this page holds it. */
  find(id: string): TimelineMessage | undefined {
    for (const { messages } of this.#segments.toReversed()) {
      const found = messages.findLast((message) => message.envelope.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** The message with that sequence as it is now, if this page holds it. */
  at(sequence: number): TimelineMessage | undefined {
    const segment = this.#segments.find(({ from, through }) => from < sequence && sequence <= through);
    return segment?.messages.find((message) => message.sequence === sequence);
  }

  outboxEntry(id: string): OutboxEntry | undefined {
    return this.#outbox.find((entry) => entry.draft.id === id);
  }

  discard(id: string): void {
    this.#outbox = this.#outbox.filter((entry) => entry.envelope.id !== id);
    this.#changed();
  }

  /** A page may hold nothing but redactions: goes back until there is something to draw, or nothing before. */
  async #fill(run: number): Promise<void> {
    while (run === this.#run && this.#phase.kind === "ready" && this.#edges.older !== "failed") {
      const view = this.#view();
      // The oldest message is not drawn while there are older ones.
      if (!view?.hasOlder || view.messages.filter((message) => !isRedaction(message)).length > 1) return;
      await this.loadOlder();
    }
  }

  async #seek(wanted: Wanted, turn: number): Promise<void> {
    const isCurrent = () => turn === this.#turns;
    try {
      const { segment, pages, state } = await readAround(this.#options.read, this.place, wanted);
      if (!isCurrent()) return;
      this.#reader = segment ? { kind: "at", first: state.position ?? 0, last: state.position ?? 0 } : { kind: "end" };
      for (const page of pages) this.#removed = withRanges(this.#removed, page.removed ?? []);
      if (segment) this.#add(segment);
      this.#edges = { older: "more", newer: "more" };
      this.#target = { wanted, turn, state: explained(wanted, state, this.#removed) };
    } catch (error) {
      if (!isCurrent()) return;
      this.#target = { wanted, turn, state: { kind: "failed", reason: reasonOf(error) } };
      if (this.#options.isRefusal(error)) this.#set(this.#phaseOf(error));
    }
    this.#changed();
  }

  async #load(edge: "older" | "newer", range: Omit<HistoryQuery, "place">): Promise<void> {
    if (this.#edges[edge] === "loading" || this.#phase.kind !== "ready") return;
    const run = this.#run;
    this.#edges[edge] = "loading";
    this.#changed();
    try {
      const page = await this.#options.read({ place: this.place, limit: pageMessages, ...range });
      if (run !== this.#run) return;
      const before = this.#view();
      this.#addPage(page);
      this.#edges[edge] = isFurther(before, this.#view(), edge) ? "more" : "failed";
      this.#changed();
    } catch (error) {
      if (run !== this.#run) return;
      this.#edges[edge] = "failed";
      if (this.#options.isRefusal(error)) this.#set(this.#phaseOf(error));
      this.#changed();
    }
  }

  #followFeed(): void {
    if (!this.#openFeed || this.#feed) return;
    const run = this.#run;
    const isCurrent = () => run === this.#run;
    this.#feed = this.#openFeed({
      from: this.#feedThrough,
      onMessages: (batch) => {
        if (isCurrent()) this.#deliver(batch);
      },
      onDelta: (message) => {
        if (isCurrent()) this.#streams.add(message);
      },
      onRemoved: (range) => {
        if (isCurrent()) this.#removed = withRanges(this.#removed, [range]);
      },
      onStatus: (status) => {
        if (!isCurrent()) return;
        this.#feedStatus = status;
        if (status.kind === "ended") this.#phase = ended(status.reason);
        this.#changed();
      },
    });
  }

  #closeFeed(): void {
    this.#feed?.close();
    this.#feed = undefined;
    this.#streams.clear();
    this.#feedStatus = { kind: "catching-up" };
  }

  #deliver(batch: readonly DeliveredMessage[]): void {
    const segment = segmentOfBatch(batch, this.#feedThrough);
    this.#feedThrough = segment.through;
    if (this.#reader.kind === "at") {
      const own = new Set(this.#outbox.map((entry) => entry.envelope.id));
      this.#unseen += batch.filter((message) => !own.has(message.envelope.id) && !isRedaction(message)).length;
    }
    this.#outbox = withoutDelivered(this.#outbox, new Set(batch.map((message) => message.envelope.id)));
    this.#streams.settle(batch);
    this.#add(segment);
    this.#changed();
  }

  #addPage(page: HistoryPage): void {
    this.#removed = withRanges(this.#removed, page.removed ?? []);
    this.#add(segmentOfPage(page));
  }

  #add(segment: Segment): void {
    const isNews = this.#redactions.learn(segment.messages);
    const before = isNews ? this.#segments.map((each) => this.#redactions.applyTo(each)) : this.#segments;
    const added = this.#redactions.applyTo(segment);
    this.#segments = trim(mergeSegment(before, added), this.#reader, this.#limits);
  }

  #view(): Segment | undefined {
    return viewOf(this.#segments, this.#reader);
  }

  #reachesEnd(view: Segment): boolean {
    return view === this.#segments.at(-1);
  }

  #phaseOf(error: unknown): TimelinePhase {
    const reason = reasonOf(error);
    return this.#options.isRefusal(error) ? ended(reason) : { kind: "failed", reason };
  }

  #set(phase: TimelinePhase): void {
    this.#phase = phase;
    if (phase.kind === "ended") this.#closeFeed();
    this.#changed();
  }

  #changed(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const schedule = this.#options.schedule ?? ((flush) => flush());
    schedule(() => {
      this.#isScheduled = false;
      this.#snapshot = this.#draw();
      for (const listener of this.#listeners) listener();
    });
  }

  #draw(): TimelineSnapshot {
    const view = this.#view();
    const isAtEnd = view === undefined || this.#reachesEnd(view);
    const rows = view ? (isAtEnd ? rowsOf(view, this.#outbox, this.#streams.all) : rowsOf(view, [])) : [];
    const last = this.#removed.at(-1);
    return {
      phase: this.#phase,
      rows: withSender(withHoles(rows, this.#removed, view?.hasOlder ?? true), linkedMessage(this.#target)),
      older: view?.hasOlder === false ? "complete" : this.#edges.older,
      newer: isAtEnd ? "complete" : this.#edges.newer,
      feed: this.#feedStatus,
      unseen: this.#unseen,
      target: this.#target,
      removedLast: isAtEnd && last && last.through > (rows.at(-1)?.position ?? 0) ? last : undefined,
    };
  }
}

/** A page that brings nothing would be asked for again at once, for ever. */
function isFurther(before: Segment | undefined, after: Segment | undefined, edge: "older" | "newer"): boolean {
  if (!before || !after) return false;
  return edge === "older" ? after.from < before.from || !after.hasOlder : after.through > before.through;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "The messages could not be read.";
}
