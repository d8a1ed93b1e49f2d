import type { DeliveredMessage, Place, RemovedRange } from "../protocol";

/** `behind`: how many live messages are known to wait for a gap to be closed; absent while unknown. */
export type FeedStatus =
  | { kind: "live" }
  | { kind: "catching-up"; behind?: number }
  | { kind: "ended"; reason: string };

export interface FeedOptions {
  /** The sequence everything is already known up to (a `HistoryPage.through`); 0 reads from the beginning; absent begins now. */
  from?: number;
  /**
   * Batches in strictly ascending sequence, each message once, none missing. Messages of channels without persistence have no
   * sequence and come as they arrive. A returned promise is waited for before the next batch.
   */
  onMessages: (batch: DeliveredMessage[]) => void | Promise<void>;
  /** Told of messages that are gone for good, before those that come after them: nothing else is ever left out. */
  onRemoved?: (range: RemovedRange) => void;
  /**
   * Pieces of texts that are still being written, as they come and at most once, beside the order of messages. The whole text
   * follows as a message; what it says then counts.
   */
  onDelta?: (message: DeliveredMessage) => void;
  /** Called with each change, beginning with `catching-up`. */
  onStatus?: (status: FeedStatus) => void;
}

/** Every message of one subject from a sequence on, provably complete. */
export interface ChannelFeed {
  readonly place: Place;
  /** Resolves when the position is fixed: everything published from then on will be given out. */
  readonly ready: Promise<void>;
  /** Complete up to this sequence. */
  readonly through: number;
  readonly status: FeedStatus;
  close(): void;
}
