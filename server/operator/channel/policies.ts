import { isChannelName } from "@/sdk/protocol";
import type { ChannelSpec, ConditionDraft, ResourceState } from "@/server/kubernetes";
import type { Check, Finding } from "../runtime";
import { spaceLabel } from "../spaces";
import type { ChannelInput, SpaceState } from "./gather";
import type { ChannelFields } from "./repository";
import { parseRetention } from "./retention";

/** Why a Channel cannot be carried out, in the order in which to mend it. */
export const channelChecks: readonly Check<ChannelInput>[] = [
  ({ name }) =>
    isChannelName(name)
      ? undefined
      : {
          reason: "InvalidName",
          message:
            'The name cannot be a channel: at most 200 characters of lower-case words joined by dots or dashes, none of them "threads" or "private". Create it under another name.',
        },
  ({ space }) => findingOfSpace(space),
  ({ resource }) =>
    parseRetention(resource?.spec.retentionPolicy) === undefined
      ? { reason: "InvalidRetentionPolicy", message: "spec.retentionPolicy must be like 30m, 12h, 7d, 4w or forever." }
      : undefined,
  ({ resource }) => findingOfGroupNames(resource?.spec.authorizedGroups),
];

/** Why a list of groups cannot be carried out: a name that no group can have. */
export function findingOfGroupNames(groups: readonly string[] = []): Finding | undefined {
  const wrong = groups.find((group) => group.trim() !== group || /\p{Cc}/u.test(group));
  if (wrong === undefined) return undefined;
  const message = `No group can be called ${JSON.stringify(wrong)}: there are spaces around it or control characters in it.`;
  return { reason: "InvalidGroupName", message };
}

/** Why a namespace cannot hold channels and threads. */
export function findingOfSpace(space: SpaceState): Finding | undefined {
  if (space === "none") {
    return { reason: "SpaceNotFound", message: `The namespace is no space: it has no label ${spaceLabel}: "true".` };
  }
  if (space === "pending") return { reason: "SpaceNotReady", message: "The space's NATS account is being made." };
  return undefined;
}

/** What the spec asks of the channel's row. Call it only when the checks found nothing. */
export function fieldsOf(spec: ChannelSpec): ChannelFields {
  return {
    displayName: spec.displayName ?? "",
    topic: spec.topic ?? "",
    visibility: spec.visibility ?? "private",
    enablePersistence: spec.enablePersistence ?? true,
    retentionMs: parseRetention(spec.retentionPolicy) ?? null,
    state: spec.paused ? "Paused" : "Active",
  };
}

export function groupsCondition(named: readonly string[], missing: readonly string[]): ConditionDraft {
  const type = "GroupsResolved";
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(", ");
    const message = `Not found: ${names}. Create ${missing.length === 1 ? "this group" : "these groups"} or correct the spec; until then only the others have access.`;
    return { type, status: "False", reason: "GroupsNotFound", message };
  }
  if (named.length === 0) return { type, status: "True", reason: "NoneNamed", message: "No groups are named." };
  return { type, status: "True", reason: "GroupsFound", message: `All ${named.length} groups are known.` };
}

export function streamCondition(subject: string, isPersistent: boolean, stream: Finding | undefined): ConditionDraft {
  const type = "StreamReady";
  if (!isPersistent) {
    const message = "Messages are delivered live and not stored, as spec.enablePersistence asks.";
    return { type, status: "True", reason: "NotPersistent", message };
  }
  if (stream !== undefined) return { type, status: "False", ...stream };
  return { type, status: "True", reason: "StreamFound", message: `Messages are stored under ${subject}.` };
}

/** `Ready` sums up: the first of the others that does not hold, else what the state means. */
export function readyCondition(others: readonly ConditionDraft[], state: ResourceState): ConditionDraft {
  const failed = others.find(({ status }) => status !== "True");
  if (failed !== undefined) return { type: "Ready", status: "False", reason: failed.reason, message: failed.message };
  if (state === "Paused") {
    return {
      type: "Ready",
      status: "True",
      reason: "Paused",
      message: "Reading goes on; posting is paused by spec.paused.",
    };
  }
  return { type: "Ready", status: "True", reason: "Reconciled", message: "NATS and policy are as the spec says." };
}

/** Conditions of a resource that is not carried out. */
export function blockedConditions(finding: Finding): ConditionDraft[] {
  const unknown = { status: "Unknown", reason: finding.reason, message: "Not looked at, because of Ready." } as const;
  return [
    { type: "Ready", status: "False", ...finding },
    { type: "GroupsResolved", ...unknown },
    { type: "StreamReady", ...unknown },
  ];
}
