import type { AccessSource } from "../access";
import type { ChannelFeed, FeedOptions } from "../feed/types";
import type { DownloadedFile } from "../files";
import type {
  AcceptedVerdict,
  Attachment,
  DeliveredMessage,
  Envelope,
  HistoryPage,
  HistoryQuery,
  MessageDraft,
  Place,
  PresenceEvent,
  ReadableChannel,
} from "../protocol";
import type { FirehoseListener } from "./firehose";
import type { Inbox } from "./inbox";

export type SessionState = "connecting" | "live" | "reconnecting" | "closed";

/** Why the session is in its state: set while reconnecting (the last failure) and when closed by a refusal. */
export interface StateDetail {
  reason?: string;
  /** Milliseconds until the next try. */
  retryInMs?: number;
}

export interface SessionLog {
  debug(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

export interface ConnectOptions {
  access: AccessSource;
  /** `tcp` (the default) in Node; `websocket` in browsers. */
  transport?: "tcp" | "websocket";
  log?: SessionLog;
  /** Shown by the server beside the connection. */
  name?: string;
  /** Called with each state from the first `connecting` on. */
  onState?: (state: SessionState, detail: StateDetail) => void;
  /** Gives up the first connection, or closes the session later. */
  signal?: AbortSignal;
}

/**
 * One principal's connection to one space. It survives lost connections, restarted servers, expiring and revoked
 * credentials; it ends by `close` or when the principal is refused a credential for good.
 */
export interface Session {
  readonly principal: string;
  readonly space: string;
  readonly state: SessionState;
  readonly detail: StateDetail;
  /** Calls `listener` on each change. The returned function ends it; so it is with every `on…` here. */
  onState(listener: (state: SessionState, detail: StateDetail) => void): () => void;
  channel(name: string): ChannelHandle;
  /** A channel or a thread by its place. */
  at(place: Place): ChannelHandle;
  /** What the current credential can read, and where it may post. */
  access(): readonly ReadableChannel[];
  onAccess(listener: (channels: readonly ReadableChannel[]) => void): () => void;
  /** Gets a new credential now, such as after a channel was created. Joins one that is under way. */
  refreshAccess(): Promise<void>;
  /** Tells the space what this principal is doing; repeated after each reconnection, and every five minutes. */
  publishStatus(status: PresenceEvent["status"]): void;
  /** Presence of everybody in the space. At most once. */
  onPresence(listener: (event: PresenceEvent) => void): () => void;
  /** Direct messages to this principal and broadcasts to all. At most once. */
  onInbox(listener: (envelope: Envelope) => void): () => void;
  /** What mentions this principal, while it is read: see `Inbox`. */
  inbox(): Inbox;
  /** A file that a message names, as long as this principal may read its place. Throws `SdkError`; `NOT_FOUND` for one that is closed too. */
  download(id: string): Promise<DownloadedFile>;
  /** Everything that the credential opens, live and at most once; follows the rights. What is missed while disconnected does not come. */
  firehose(listener: FirehoseListener): () => void;
  /** Resolves when the session has ended, with the reason when it was refused. */
  closed(): Promise<string | undefined>;
  /** Waits for verdicts under way (at most `drainMs`, 2,000 by default), then ends everything. */
  close(options?: { drainMs?: number }): Promise<void>;
}

export interface PublishOptions {
  /** How long to keep trying before giving up with `UNAVAILABLE` (`not_sent` or `outcome_unknown`); 100,000 by default. */
  timeoutMs?: number;
}

export interface SubscribeOptions {
  /** Deliver everything after this sequence; `latest` (the default) begins now, `beginning` with the oldest stored message. */
  since?: number | "latest" | "beginning";
  /** Called with pieces of texts that are still being written; without it they are left out. See `streamDeltaOf`. */
  onDelta?: (message: DeliveredMessage) => void;
}

/** Ends with `close`, or by itself when the place may no longer be read; `ended` then says why. */
export interface Subscription extends AsyncIterable<DeliveredMessage> {
  /** Resolves when the position is fixed: everything published from then on will be delivered. */
  readonly ready: Promise<void>;
  readonly ended: Promise<string | undefined>;
  close(): void;
}

/** What a text that is being written is about; its words come piece by piece. */
export type StreamDraft = Omit<MessageDraft, "type" | "text" | "payload">;

/** A text that readers see grow while it is written, and that is stored once, whole, at its end. */
export interface StreamWriter {
  /** The id of the message that the stream becomes. */
  readonly id: string;
  readonly correlationId: string;
  /** Everything written so far. */
  readonly text: string;
  /** Adds to the text. Readers see it soon, in few pieces; at most once, so that nothing waits for it. Throws after the end. */
  write(chunk: string): void;
  /** Publishes the whole text as one message, as `publish` does. `draft` adds to what the stream began with. */
  end(draft?: StreamDraft, options?: PublishOptions): Promise<AcceptedVerdict>;
  /** Gives up: nothing is stored, and readers see that the stream stopped. */
  cancel(): void;
}

/** One channel or thread. */
export interface ChannelHandle {
  readonly place: Place;
  /**
   * Resolves when the message is stored (or handed on, in a channel without persistence). Sent again with the same id after
   * a lost connection, so it is neither lost nor doubled. Throws `VerdictError` when it is refused and `SdkError` otherwise.
   */
  publish(draft: MessageDraft | string, options?: PublishOptions): Promise<AcceptedVerdict>;
  /**
   * Takes a stored message's content away, for good and for every reader, who get this as a message of type
   * `message.redaction` (see `redactionOf`). Resolves and throws as `publish` does; needs the right to moderate the channel.
   */
  redact(sequence: number, reason: string, options?: PublishOptions): Promise<AcceptedVerdict>;
  /**
   * Uploads a file for a message to this place: what it resolves with goes into a draft's `attachments`. It is kept for a day
   * until a message names it. Throws `SdkError`.
   */
  upload(content: Uint8Array, name: string): Promise<Attachment>;
  /** Begins a text that readers see grow while it is written: an answer of a language model, a long report. */
  stream(draft?: StreamDraft): StreamWriter;
  /** Each message once, in order, none missing. A listener that returns a promise is waited for. */
  subscribe(listener: (message: DeliveredMessage) => void | Promise<void>, options?: SubscribeOptions): Subscription;
  subscribe(options?: SubscribeOptions): Subscription;
  history(query?: Omit<HistoryQuery, "place">): Promise<HistoryPage>;
  thread(name: string, options?: { isPrivate?: boolean }): ChannelHandle;
  feed(options: FeedOptions): ChannelFeed;
}
