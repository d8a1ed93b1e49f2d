import type { Trace } from "./trace";
import type { CauseState } from "./view";
import type { Visibility } from "./visibility";

export type SeenTrace = Trace & { visibility: Visibility };

export interface Cause {
  /** As it is named. */
  id: string;
  state: CauseState;
  /** Absent for what is not there, or may not be seen. */
  trace?: SeenTrace;
}

/**
 * What became of the causes that the messages name, by the sequence of the message. `known` holds what has the ids of the
 * causes, and the messages themselves. Nothing is told of what the reader may not see but that it is there.
 */
export function causesOf(
  messages: readonly Trace[],
  known: ReadonlyMap<string, readonly SeenTrace[]>,
): Map<number, Cause> {
  const found = new Map<number, Cause>();
  for (const message of messages) {
    const { causationId: id, sequence } = message;
    if (id === null) continue;
    const candidates = (known.get(id) ?? []).filter(({ visibility }) => visibility !== "gone");
    const open = candidates.filter(({ visibility }) => visibility === "open");
    // Of an id that came again the last use before the effect is meant.
    const trace = open.findLast((candidate) => candidate.sequence < sequence) ?? open[0];
    if (!trace) found.set(sequence, { id, state: candidates.length > 0 ? "hidden" : "missing" });
    else if (trace.sequence < sequence) found.set(sequence, { id, state: "linked", trace });
    else found.set(sequence, { id, state: leadsBack(trace, message, known) ? "cycle" : "later", trace });
  }
  return found;
}

const stepsMax = 1_000;

/** Whether the causes of `from` lead to `to`. */
function leadsBack(from: Trace, to: Trace, known: ReadonlyMap<string, readonly SeenTrace[]>): boolean {
  const seen = new Set<string>();
  let at: Trace | undefined = from;
  while (at && seen.size < stepsMax) {
    if (at.id === to.id) return true;
    if (seen.has(at.id) || at.causationId === null) return false;
    seen.add(at.id);
    at = known.get(at.causationId)?.find(({ visibility }) => visibility === "open");
  }
  return false;
}
