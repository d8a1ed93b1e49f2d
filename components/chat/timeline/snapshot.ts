import type { FeedStatus } from "@/sdk";
import type { RemovedRange } from "@/sdk/protocol";
import type { TimelineRow } from "./rows";
import type { Target } from "./target";

/** `held`: there may be more, and it is not read because a filter would show little of it. */
export type EdgeState = "complete" | "more" | "loading" | "failed" | "held";

export type TimelinePhase =
  | { kind: "loading" }
  | { kind: "ready" }
  | { kind: "failed"; reason: string }
  /** The place may not be read any more; what is on screen is all there will be. */
  | { kind: "ended"; reason: string };

export interface TimelineSnapshot {
  phase: TimelinePhase;
  rows: readonly TimelineRow[];
  older: EdgeState;
  /** `complete`: the rows reach the live end; otherwise there is a hole below them. */
  newer: EdgeState;
  feed: FeedStatus;
  /** Messages of others that came while the reader was elsewhere. */
  unseen: number;
  /** Where the reader was sent last, until they go to the end. */
  target: Target | undefined;
  /** What is gone after the last row, or altogether. */
  removedLast: RemovedRange | undefined;
}
