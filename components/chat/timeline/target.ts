import type { HistoryPage, HistoryQuery, Place, RemovedRange } from "@/sdk/protocol";
import { isRedaction } from "./redactions";
import { indexAt, mergeSegment, type Segment, segmentOfPage } from "./segments";

/** Where a reader wants to go: to that message and no other, to whatever stands at a position, to a time. */
export type Wanted =
  | { kind: "message"; sequence: number }
  | { kind: "position"; sequence: number }
  | { kind: "time"; time: string };

/** Where the reader was sent, and what came of it. */
export interface Target {
  wanted: Wanted;
  /** Another one each time, also for the same place. */
  turn: number;
  state:
    | { kind: "seeking" }
    /** Its position: of the first message at or after it. */
    | { kind: "found"; position: number }
    /** There is no such message; `position` is that of the next one, absent when none follows. */
    | { kind: "none"; position: number | undefined; isExpired?: boolean }
    | { kind: "failed"; reason: string };
}

type Read = (query: HistoryQuery) => Promise<HistoryPage>;

/** What was read around a target. */
export interface Surroundings {
  /** Absent when nothing is at or after the target. */
  segment: Segment | undefined;
  pages: readonly HistoryPage[];
  state: Extract<Target["state"], { kind: "found" | "none" }>;
}

const pageMessages = 50;

/** Reads what lies before and after the target, as one stretch. */
export async function readAround(read: Read, place: Place, wanted: Wanted): Promise<Surroundings> {
  const before = (sequence: number) => read({ place, before: sequence, limit: pageMessages });
  if (wanted.kind === "time") {
    const after = await read({ place, since: wanted.time, limit: pageMessages });
    const first = after.messages[0];
    return first ? surroundingsOf(wanted, await before(first.sequence), after) : nothingThere;
  }
  const { sequence } = wanted;
  const after = read({ place, after: sequence - 1, limit: pageMessages });
  return surroundingsOf(wanted, ...(await Promise.all([before(sequence), after])));
}

const nothingThere: Surroundings = { segment: undefined, pages: [], state: { kind: "none", position: undefined } };

function surroundingsOf(wanted: Wanted, before: HistoryPage, after: HistoryPage): Surroundings {
  const segment = mergeSegment([segmentOfPage(before)], segmentOfPage(after)).at(-1);
  const from = wanted.kind === "time" ? (after.messages[0]?.sequence ?? 0) : wanted.sequence;
  const state = segment && stateIn(segment, wanted, from);
  return state ? { segment, pages: [before, after], state } : nothingThere;
}

/** What a reader finds among the rows they have; `undefined` when it has to be read. The first message may have no row. */
export function stateAtHand(view: Segment | undefined, wanted: Wanted): Surroundings["state"] | undefined {
  if (!view || wanted.kind === "time") return undefined;
  const { sequence } = wanted;
  const first = view.hasOlder ? (view.messages[0]?.sequence ?? view.through) : view.from;
  return first < sequence && sequence <= view.through ? stateIn(view, wanted, sequence) : undefined;
}

/** What a reader finds where they wanted to go; `undefined` when nothing in the segment is at or after it. */
function stateIn({ messages }: Segment, { kind }: Wanted, sequence: number): Surroundings["state"] | undefined {
  const next = messages[indexAt(messages, sequence)];
  if (!next) return undefined;
  const isThere = kind !== "message" || (next.sequence === sequence && !isRedaction(next));
  return { kind: isThere ? "found" : "none", position: next.sequence };
}

/** What was found, with why a message is not there where that is known. */
export function explained(
  wanted: Wanted,
  state: Surroundings["state"],
  removed: readonly RemovedRange[],
): Surroundings["state"] {
  if (wanted.kind !== "message" || state.kind !== "none") return state;
  const { sequence } = wanted;
  const isExpired = removed.some(
    ({ reason, from, through }) => reason === "retention" && from < sequence && sequence <= through,
  );
  return isExpired ? { ...state, isExpired } : state;
}

/** The message that the reader was sent to, once it is found. */
export function linkedMessage(target: Target | undefined): number | undefined {
  return target?.wanted.kind === "message" && target.state.kind === "found" ? target.wanted.sequence : undefined;
}
