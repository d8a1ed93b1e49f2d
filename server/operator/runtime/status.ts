import { isDeepStrictEqual } from "node:util";
import type { Clock } from "@/server/kernel";
import {
  type ConditionDraft,
  findCondition,
  type KubernetesObject,
  mergeConditions,
  type ResourceClient,
  type ResourceState,
  type ResourceStatus,
} from "@/server/kubernetes";
import type { EventRecorder } from "./event-recorder";
import type { Metrics } from "./metrics";

/** What a reconcile found out about a resource. */
export interface StatusDraft {
  /** Absent while it is not decided. */
  state?: ResourceState;
  natsSubject?: string;
  conditions: ConditionDraft[];
}

type Reported = KubernetesObject & { status?: ResourceStatus };

/** The status a resource should show. Times move only with what they time, so equal facts give an equal status. */
export function statusOf(resource: Reported, draft: StatusDraft, now: Date): ResourceStatus {
  const { state, natsSubject } = draft;
  const observedGeneration = resource.metadata.generation;
  return {
    ...(state === undefined ? {} : { state }),
    ...(natsSubject === undefined ? {} : { natsSubject }),
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
    conditions: mergeConditions(resource.status?.conditions, draft.conditions, { observedGeneration, now }),
  };
}

/**
 * The resource shows this status. Writes only when it differs, and tells people through an Event when a condition turned
 * bad or good again. Returns the resource as it is then. Throws CONFLICT when it changed since it was read.
 */
export async function reportStatus<T extends Reported>(
  world: { client: ResourceClient<T>; clock: Clock; recorder: EventRecorder; metrics: Metrics; counter: string },
  resource: T,
  draft: StatusDraft,
): Promise<T> {
  const status = statusOf(resource, draft, world.clock.now());
  if (isShown(resource.status, status)) return resource;
  const { namespace, name, resourceVersion } = resource.metadata;
  // A merge patch keeps what it does not name: what is no longer true has to be taken away.
  const patch = { state: null, natsSubject: null, ...status };
  const written = await world.client.patchStatus({ namespace, name }, { metadata: { resourceVersion }, status: patch });
  world.metrics.count(world.counter);
  for (const condition of draft.conditions) recordTurn(world.recorder, resource, condition);
  return written;
}

function isShown(shown: ResourceStatus | undefined, wanted: ResourceStatus): boolean {
  const { state, natsSubject, observedGeneration, conditions } = shown ?? {};
  const current = JSON.parse(JSON.stringify({ state, natsSubject, observedGeneration, conditions }));
  return isDeepStrictEqual(current, JSON.parse(JSON.stringify(wanted)));
}

/** Conditions that turned. `Ready` speaks only for itself: what it repeats was said by another condition or by who did it. */
function recordTurn(recorder: EventRecorder, resource: Reported, condition: ConditionDraft): void {
  const before = findCondition(resource.status?.conditions, condition.type);
  const { type, status, reason, message } = condition;
  if (before?.status === status && before.reason === reason && before.message === message) return;
  if (type === "Ready") {
    if (status === "False" && !saidElsewhere.has(reason))
      recorder.record(resource, { type: "Warning", reason, message });
  } else if (status === "False") recorder.record(resource, { type: "Warning", reason, message });
  else if (status === "True" && before?.status === "False")
    recorder.record(resource, { type: "Normal", reason, message });
}

const saidElsewhere = new Set(["GroupsNotFound", "StreamUnavailable", "Archived"]);
