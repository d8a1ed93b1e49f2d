import { expect, test } from "vitest";
import type { ChannelResource } from "@/server/kubernetes";
import { statusOf } from "./status";

const resource: ChannelResource = { metadata: { name: "x", namespace: "edge", generation: 3 }, spec: {} };
const draft = {
  state: "Active",
  natsSubject: "channels.x",
  conditions: [{ type: "Ready", status: "True", reason: "Reconciled", message: "Fine." }],
} as const;

test("a status speaks of the generation it was made from and is equal when nothing changed", () => {
  const first = statusOf(resource, { ...draft, conditions: [...draft.conditions] }, new Date("2026-01-01T00:00:00Z"));
  expect(first).toEqual({
    state: "Active",
    natsSubject: "channels.x",
    observedGeneration: 3,
    conditions: [{ ...draft.conditions[0], observedGeneration: 3, lastTransitionTime: "2026-01-01T00:00:00Z" }],
  });
  const again = statusOf({ ...resource, status: first }, { ...draft, conditions: [...draft.conditions] }, new Date());
  expect(again).toEqual(first);
});
