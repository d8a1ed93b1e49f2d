import type { MessageDraft, Place, Verdict } from "@/sdk/protocol";
import type { Decision, PermissionRequest } from "@/server/policy";
import type { Mentioned } from "./mentions/resolver";

/** A message on its way through Fanout. */
export interface Arrival {
  route: Route;
  body: Uint8Array;
  /** Where the verdict goes: a reply subject, a function, or nowhere. */
  reply?: string;
  done?: (verdict: Verdict) => void;
}

/** Everything that is the same for all messages of one sender to one place. */
export interface Route {
  principal: string;
  /** Asked for each message; one object, so that the permission cache has little to do. */
  permission: PermissionRequest;
  /** Verdicts go only to subjects that start with this: the sender's own inbox. */
  inbox: string;
  /** Messages behind a decision under way, in the order they came; undefined while none is under way. */
  waiting?: Waiting[];
  /** Messages whose mentions are being looked up and those behind them, in the order they came. */
  mentioning?: MentionStep[];
  /** Ends with the last message whose files are being looked up; undefined while there is none. */
  attaching?: Promise<void>;
  /** What may still be handed on of streams; absent while none was. */
  deltas?: DeltaAllowance;
  target?: Target;
  /** The way of redactions, which are under another right. */
  moderation?: Route;
}

/** How much a sender may still hand on to one place: what was not used for a while may be used at once. */
export interface DeltaAllowance {
  pieces: number;
  bytes: number;
  atMs: number;
}

export interface MentionStep {
  names: string[] | undefined;
  /** Where the message goes, as the policy knows the place. */
  place: Place;
  /** Called once it is known whom the message mentions; with `undefined` when that is nobody. */
  goOn: (mentioned: Mentioned | undefined) => void;
  /** It could not be found out, for long enough. */
  fail: (err: unknown) => void;
}

export interface Waiting {
  arrival: Arrival;
  draft: MessageDraft;
}

/** Where the messages of a route go, worked out from a decision and kept until another decision comes. */
export interface Target {
  decision: Decision;
  place: Place;
  stored: string;
  live: string;
  isPersistent: boolean;
  ttl: string | undefined;
}
