import { storedSubject } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { ResourceState, ThreadResource } from "@/server/kubernetes";
import { setThreadParticipants } from "@/server/policy";
import { contextOfDeletion, contextOfWrite } from "../acting";
import { blockedConditions, type ChannelRow, groupsCondition, readyCondition, streamCondition } from "../channel";
import { addFinalizer, type Finding, removeFinalizer, reportStatus, type StatusDraft } from "../runtime";
import type { World } from "../world";
import type { ThreadInput } from "./gather";
import { isPrivate } from "./policies";
import { archiveThread, saveThread } from "./repository";

/** Brings the row, the participants and the status to what the resource says. */
export async function applyThread(
  world: World,
  input: ThreadInput,
  found: ThreadResource,
  channel: ChannelRow,
): Promise<void> {
  const { spaceId, name, row: before } = input;
  const resource = await addFinalizer(world.kube.threads, found);
  const { spec } = resource;
  const isCarriedOut = before !== undefined && before.resourceUid === resource.metadata.uid;
  const act = { spaceId, target: `thread:${spec.channel}/${name}`, resource, isCarriedOut };
  const context = await contextOfWrite(world, act);
  const isSaved = await saveThread(context, {
    spaceId,
    channel: { key: channel.key, name: spec.channel },
    name,
    uid: resource.metadata.uid ?? "",
    before,
    fields: { topic: spec.topic ?? spec.displayName ?? "", isPrivate: isPrivate(spec) },
  });
  const groups = [...new Set(spec.participantsGroups ?? [])];
  const missing = await setParticipants(context, input, resource, groups);
  if (isSaved && (before === undefined || before.state === "Archived")) {
    const occurrence =
      before === undefined
        ? { reason: "Created", message: `The thread is there, in the channel "${spec.channel}".` }
        : { reason: "Restored", message: "The archived thread is back with its messages." };
    world.recorder.record(resource, { type: "Normal", ...occurrence });
  }
  const subject = subjectOf(input, resource);
  const others = [groupsCondition(groups, missing), streamCondition(subject, channel.enablePersistence, input.stream)];
  const state: ResourceState = channel.state;
  await report(world, resource, {
    state,
    natsSubject: subject,
    conditions: [readyCondition(others, state), ...others],
  });
}

async function setParticipants(
  context: ServiceContext,
  { spaceId, name }: ThreadInput,
  { spec }: ThreadResource,
  groups: string[],
): Promise<string[]> {
  if (!isPrivate(spec)) return [];
  const place = { spaceId, channel: spec.channel, thread: name };
  return (await setThreadParticipants(context, { ...place, groups })).missing;
}

/** The resource says why it is not carried out. What was carried out before stays as it was. */
export async function reportFinding(
  world: World,
  input: ThreadInput,
  resource: ThreadResource,
  finding: Finding,
): Promise<void> {
  const conditions = blockedConditions(finding);
  const isArchived = finding.reason === "ChannelArchived";
  const state = isArchived ? "Archived" : finding.reason === "SpaceNotReady" ? undefined : "Failed";
  const natsSubject = isArchived && input.row ? subjectOf(input, resource) : undefined;
  await report(world, resource, { state, natsSubject, conditions });
}

/** A resource that is being deleted: the thread is archived, then our finalizer lets go. */
export async function retire(world: World, input: ThreadInput, resource: ThreadResource): Promise<void> {
  const purgeAt = await archive(world, input, resource.metadata.uid ?? "");
  if (purgeAt !== undefined) {
    const message = `The thread is archived. Create it again before ${purgeAt.toISOString()} to keep its messages.`;
    world.recorder.record(resource, { type: "Normal", reason: "Archived", message });
  }
  await removeFinalizer(world.kube.threads, resource);
}

/** Archives the thread of the resource `uid` and says when it is purged; nothing when it has none or it is archived. */
export async function archive(world: World, input: ThreadInput, uid: string): Promise<Date | undefined> {
  const { spaceId, name, owned: row } = input;
  if (row === undefined) return undefined;
  const archivedAt = world.clock.now();
  const purgeAt = new Date(archivedAt.getTime() + world.purgeDelayMs);
  const context = await contextOfDeletion(world, { spaceId, target: `thread:${row.channel}/${name}`, uid });
  const isArchived = await archiveThread(context, { spaceId, row, name, uid, archivedAt, purgeAt });
  if (!isArchived) return undefined;
  world.enqueue.purge();
  return purgeAt;
}

function subjectOf({ name }: ThreadInput, { spec }: ThreadResource): string {
  return storedSubject({ channel: spec.channel, thread: name, isPrivate: isPrivate(spec) });
}

async function report(world: World, resource: ThreadResource, draft: StatusDraft): Promise<void> {
  await reportStatus({ ...world, client: world.kube.threads, counter: "thread.statusWrites" }, resource, draft);
}
