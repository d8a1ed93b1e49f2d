import type { Fold } from "../../timeline/folds";
import type { TimelineMessage } from "../../timeline/segments";
import { type ToolCall, type ToolResult, toolResultsOf } from "./tool-shape";

/** What one result message brings to one call. */
export interface Answer {
  message: TimelineMessage;
  results: readonly ToolResult[];
  /** Shown in the call's card; otherwise it has a row of its own. */
  isFolded: boolean;
}

/**
 * The answer of each call, in the order of the calls: by id, else by name, else in turn. `others`: folded results that are
 * no call's, so that none is left out.
 */
export function answersOf(
  calls: readonly ToolCall[],
  folds: readonly Fold[],
): { answers: (Answer | undefined)[]; others: Answer[] } {
  const answers: (Answer | undefined)[] = calls.map(() => undefined);
  const others: Answer[] = [];
  for (const { message, isFolded } of folds) {
    const rest: ToolResult[] = [];
    for (const result of toolResultsOf(message.envelope)) {
      const index = indexOf(result, calls, answers);
      if (index === -1) rest.push(result);
      else answers[index] = { message, results: [result], isFolded };
    }
    if (isFolded && rest.length > 0) others.push({ message, results: rest, isFolded });
  }
  return { answers, others };
}

function indexOf(result: ToolResult, calls: readonly ToolCall[], answers: readonly (Answer | undefined)[]): number {
  const isOpen = (index: number) => answers[index] === undefined;
  const byId = calls.findIndex(
    ({ callId }, index) => isOpen(index) && callId !== undefined && callId === result.callId,
  );
  if (byId !== -1) return byId;
  const byName = calls.findIndex(({ name }, index) => isOpen(index) && name === result.name);
  if (byName !== -1) return byName;
  return calls.findIndex((_, index) => isOpen(index));
}
