/** What Fanout answers to every message. A refusal always carries what the sender needs to mend it. */
export type Verdict = AcceptedVerdict | RefusedVerdict;

export interface AcceptedVerdict {
  verdict: "accepted";
  id: string;
  /** The stream's sequence; absent on channels without persistence. */
  sequence?: number;
  /** The id was seen inside the duplicate window; `sequence` is the first one's. */
  duplicate?: boolean;
  /** Names that the message mentions and that stand for nobody who can read the place. */
  unresolved?: string[];
  /** Mentions of more agents than are told one by one, 1,000: those who read the place see it there. */
  untold?: string[];
}

export interface RefusedVerdict {
  verdict: "refused";
  id?: string;
  code: RefusalCode;
  /** The rule that refused, such as `envelope.schema`, `channel.post`, `message.size`. */
  rule: string;
  /** For people: what is wrong and what to do. */
  reason: string;
  /** The offending field, where there is one: `payload.text`. */
  field?: string;
  /** How long to wait before another try makes sense, in milliseconds. */
  retryAfterMs?: number;
}

/**
 * `unknown_…` only reaches those who could see the place if it were there: to others it is `forbidden` like one that is closed.
 * `blocked` and `paused` are about the sender (a moderator's block; `reason` says who may lift it and when it ends),
 * `channel_paused` is about everybody.
 */
export const refusalCodes = [
  "malformed",
  "too_large",
  "unknown_channel",
  "unknown_thread",
  "forbidden",
  "blocked",
  "paused",
  "channel_archived",
  "channel_paused",
  "rate_limited",
  "unavailable",
  "internal",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
