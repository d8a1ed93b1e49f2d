import type { Place, Redaction } from "@/sdk/protocol";
import type { SearchSender } from "../search/search-messages";

/**
 * What became of the message that another names as its cause. `linked`: it is there, and before its effect; it need not be
 * among the messages of the same answer. `hidden`: it is there, and the reader may not see it. Broken are `missing` (nothing
 * has that id, or no longer), `later` (it was stored after its effect) and `cycle` (it goes back to its own effect).
 */
export type CauseState = "linked" | "hidden" | "missing" | "later" | "cycle";

/** A message of an exchange, in short: read the place at its sequence for all of it. */
export interface ExchangeMessage {
  place: Place;
  sequence: number;
  /** RFC 3339. */
  storedAt: string;
  id: string;
  type: string;
  source: string;
  destination?: string[];
  /** The beginning of what it says, in one line. */
  excerpt: string;
  /** Of a tool's call or result. */
  tool?: string;
  isError: boolean;
  redaction?: Redaction;
  /** The exchange it says it belongs to, where that is another one: it is here because it caused something. */
  outside?: string;
  /** The id of the message it names as its cause, and what became of that; null when it names none. */
  cause: { id: string; state: CauseState } | null;
}

/** What belongs together, as far as its reader may see it. */
export interface Exchange {
  /** The one it was asked by, or the one that the message of that id belongs to. */
  correlationId: string;
  /** In the order of the stream. */
  messages: ExchangeMessage[];
  /** Who sent them and whom they address, as far as they are principals still. */
  participants: SearchSender[];
  /** Pass as `before` for what came earlier; null when that is all. */
  next: number | null;
  /** False while what was written last cannot be read: the stream does not answer, or has run far ahead. */
  isCurrent: boolean;
}
