import { expect, test } from "vitest";
import { mergeConditions } from "./conditions";

const draft = { type: "Ready", status: "True", reason: "Reconciled", message: "Fine." } as const;
const early = new Date("2026-01-01T00:00:00Z");
const late = new Date("2026-01-02T00:00:00Z");

test("equal facts give equal conditions, whenever they are looked at", () => {
  const first = mergeConditions(undefined, [draft], { observedGeneration: 1, now: early });
  expect(mergeConditions(first, [draft], { observedGeneration: 1, now: late })).toEqual(first);
});

test("the transition time moves with the status and not with the message", () => {
  const first = mergeConditions(undefined, [draft], { observedGeneration: 1, now: early });
  const reworded = mergeConditions(first, [{ ...draft, message: "Still fine." }], { observedGeneration: 2, now: late });
  expect(reworded[0]).toMatchObject({
    message: "Still fine.",
    observedGeneration: 2,
    lastTransitionTime: "2026-01-01T00:00:00Z",
  });
  const failed = mergeConditions(first, [{ ...draft, status: "False" }], { observedGeneration: 2, now: late });
  expect(failed[0]?.lastTransitionTime).toBe("2026-01-02T00:00:00Z");
});

test("conditions of other writers stay", () => {
  const foreign = { ...draft, type: "Audited", lastTransitionTime: "2026-01-01T00:00:00Z" };
  const merged = mergeConditions([foreign], [draft], { observedGeneration: 1, now: late });
  expect(merged.map(({ type }) => type)).toEqual(["Ready", "Audited"]);
});
