import type { Condition } from "./resources";

/** A condition before it is compared with the one that is there. */
export type ConditionDraft = Omit<Condition, "lastTransitionTime" | "observedGeneration">;

export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/**
 * The conditions that follow from `drafts`: `lastTransitionTime` moves only when a status changes, and conditions of other
 * types stay as they are. Equal input gives equal output, so that an unchanged status is not written again.
 */
export function mergeConditions(
  current: readonly Condition[] | undefined,
  drafts: readonly ConditionDraft[],
  options: { observedGeneration: number | undefined; now: Date },
): Condition[] {
  const { observedGeneration, now } = options;
  const merged = drafts.map((draft): Condition => {
    const before = findCondition(current, draft.type);
    const lastTransitionTime =
      before?.status === draft.status ? before.lastTransitionTime : now.toISOString().replace(/\.\d+Z$/, "Z");
    return { ...draft, ...(observedGeneration === undefined ? {} : { observedGeneration }), lastTransitionTime };
  });
  const others = (current ?? []).filter((condition) => !drafts.some((draft) => draft.type === condition.type));
  return [...merged, ...others];
}
