import type { Envelope } from "./envelope";
import type { Redaction } from "./redaction";
import type { Place } from "./subjects";

/** A message with its position. `sequence` is absent only on channels without persistence. */
export interface DeliveredMessage {
  place: Place;
  envelope: Envelope;
  sequence?: number;
  /** RFC 3339, when the stream stored it. */
  storedAt?: string;
  /** A moderator took its content away: the envelope's payload is empty. */
  redaction?: Redaction;
}

export interface StoredMessage extends DeliveredMessage {
  sequence: number;
  storedAt: string;
}

/**
 * Messages that were stored and no longer are. `retention`: older than their channel keeps; `lost`: gone before they could be
 * kept, numbers of the whole space, of which some may have been of this subject; `missing`: a later message names them, nothing else does.
 */
export interface RemovedRange {
  /** Exclusive. */
  from: number;
  /** Inclusive. */
  through: number;
  reason: "retention" | "lost" | "missing";
  /** Absent when nobody counted. */
  count?: number;
}

/**
 * A page of one subject's history, ascending by sequence, with no stored message missing between `from` and `through`:
 * `from`: exclusive lower bound the page is complete from (0 = the beginning); `through`: inclusive upper bound it is complete to.
 */
export interface HistoryPage {
  messages: StoredMessage[];
  from: number;
  through: number;
  /** Whether there are messages at or below `from`. */
  hasOlder: boolean;
  /** Whether there were messages above `through` when the page was read. */
  hasNewer: boolean;
  /** What is known to be gone between `from` and `through`, ascending; absent when nothing is. */
  removed?: RemovedRange[];
}

/**
 * What to read of one subject. Give `before` for the page that ends there, `after` or `since` for the one that begins there, none
 * of them for the latest.
 */
export interface HistoryQuery {
  place: Place;
  /** Exclusive. */
  before?: number;
  /** Exclusive. */
  after?: number;
  /** RFC 3339: begins with what was stored from then on. */
  since?: string;
  /** Inclusive upper bound of a range read, with `after`. */
  through?: number;
  /** 1 to 1,000; 100 when absent. */
  limit?: number;
}

/** What a client gets for the public key of a key pair it made. */
export interface IssuedCredential {
  jwt: string;
  principal: string;
  space: string;
  /** RFC 3339. */
  expiresAt: string;
  /** Places the credential can read, with what the principal may do there. */
  channels: ReadableChannel[];
  servers: { nats: string[]; websocket: string[] };
  /** The policy revision it was made from. */
  revision: string;
  /**
   * Over how many milliseconds clients spread their return when the server ends connections, so that all who lost theirs
   * in one change do not ask for new credentials in the same second. Longer the more there are; absent: at once.
   */
  returnWithinMs?: number;
}

export interface ReadableChannel {
  name: string;
  /** False when only the private threads below are open, not the channel itself. Absent means true. */
  canRead?: boolean;
  canPost: boolean;
  privateThreads: string[];
}

/** Published on `agent.<id>.status`. */
export interface PresenceEvent {
  principal: string;
  status: "online" | "offline" | "idle" | "running" | "error";
  connections: number;
  at: string;
}
