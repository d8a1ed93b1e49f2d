import { stringify } from "yaml";
import type { ChannelResource, KubernetesObject, ResourceStatus, ThreadResource } from "@/server/kubernetes";
import type { ChannelDetail, ConditionItem, ResourceDetail, ThreadSpecView } from "../views";

export function channelDetail(resource: ChannelResource): ChannelDetail {
  const { spec } = resource;
  const detail = detailOf(resource, {
    displayName: spec.displayName ?? "",
    topic: spec.topic ?? "",
    visibility: spec.visibility ?? "private",
    authorizedGroups: spec.authorizedGroups ?? [],
    enablePersistence: spec.enablePersistence ?? true,
    retentionPolicy: spec.retentionPolicy ?? "forever",
  });
  return { ...detail, isPaused: spec.paused ?? false };
}

export function threadDetail(resource: ThreadResource): ResourceDetail<ThreadSpecView> {
  const { spec } = resource;
  return detailOf(resource, {
    channel: spec.channel,
    topic: spec.topic ?? "",
    participantsGroups: spec.participantsGroups ?? [],
  });
}

function detailOf<Spec>(resource: KubernetesObject & { status?: ResourceStatus }, spec: Spec): ResourceDetail<Spec> {
  const { metadata, status } = resource;
  const generation = metadata.generation ?? 0;
  return {
    name: metadata.name,
    spec,
    generation,
    isObserved: (status?.observedGeneration ?? -1) >= generation,
    isBeingDeleted: metadata.deletionTimestamp !== undefined,
    state: status?.state ?? null,
    natsSubject: status?.natsSubject ?? null,
    conditions: conditionsOf(status),
    yaml: yamlOf(resource),
  };
}

/** What the operator says of a resource. */
export function conditionsOf(status: ResourceStatus | undefined): ConditionItem[] {
  return (status?.conditions ?? []).map(({ lastTransitionTime, type, status: value, reason, message }) => ({
    type,
    status: value,
    reason,
    message,
    changedAt: lastTransitionTime,
  }));
}

/** As `kubectl get -o yaml` prints it, whose YAML is 1.1: without the bookkeeping of server-side apply. */
function yamlOf(resource: KubernetesObject & { spec?: unknown; status?: unknown }): string {
  const { apiVersion, kind, metadata, spec, status } = resource;
  const { managedFields: _, ...shown } = metadata;
  return stringify(
    { apiVersion, kind, metadata: shown, spec, ...(status ? { status } : {}) },
    { version: "1.1", indentSeq: false, lineWidth: 0, sortMapEntries: true },
  );
}
