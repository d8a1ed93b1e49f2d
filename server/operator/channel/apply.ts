import { storedSubject } from "@/sdk/protocol";
import type { ChannelResource } from "@/server/kubernetes";
import { setChannelGrants } from "@/server/policy";
import { contextOfDeletion, contextOfWrite } from "../acting";
import { addFinalizer, removeFinalizer, reportStatus, type StatusDraft } from "../runtime";
import type { World } from "../world";
import { giveCreatorOwnership } from "./creator";
import type { ChannelInput } from "./gather";
import { blockedConditions, fieldsOf, groupsCondition, readyCondition, streamCondition } from "./policies";
import { archiveChannel, type ChannelRow, saveChannel } from "./repository";
import { isShorter } from "./retention";

/** Brings the row, the grants and the status to what the resource says. */
export async function applyChannel(world: World, input: ChannelInput, found: ChannelResource): Promise<void> {
  const { spaceId, name } = input;
  const resource = await addFinalizer(world.kube.channels, found);
  const groups = [...new Set(resource.spec.authorizedGroups ?? [])];
  const fields = fieldsOf(resource.spec);
  const isCarriedOut = input.row !== undefined && input.row.resourceUid === resource.metadata.uid;
  const act = { spaceId, target: `channel:${name}`, resource, isCarriedOut };
  const context = await contextOfWrite(world, act);
  const saved = await saveChannel(context, {
    spaceId,
    name,
    uid: resource.metadata.uid ?? "",
    fields,
    hasGroups: groups.length > 0,
  });
  if (saved.before === undefined) await giveCreatorOwnership(context, spaceId, resource);
  // Also ends the live access of those who lost it, through the grants or because the channel became private.
  const { missing } = await setChannelGrants(context, { spaceId, channel: name, groups });
  if (saved.isChanged) followUp(world, input, saved.before, saved.after, resource);
  const subject = storedSubject({ channel: name });
  const others = [groupsCondition(groups, missing), streamCondition(subject, fields.enablePersistence, input.stream)];
  const ready = readyCondition(others, fields.state);
  await report(world, resource, { state: fields.state, natsSubject: subject, conditions: [ready, ...others] });
}

/** What a changed row means for others. */
function followUp(
  world: World,
  { spaceId, name }: ChannelInput,
  before: ChannelRow | undefined,
  after: ChannelRow,
  resource: ChannelResource,
): void {
  if (before !== undefined && isShorter(after.retentionMs, before.retentionMs)) world.enqueue.expiry(after.key);
  if (before?.state !== after.state) world.enqueue.threadsOf(spaceId, name);
  const occurrence = occurrenceOf(before, after);
  if (occurrence !== undefined) world.recorder.record(resource, { type: "Normal", ...occurrence });
}

function occurrenceOf(before: ChannelRow | undefined, after: ChannelRow) {
  if (before === undefined) return { reason: "Created", message: "The channel is there." };
  if (before.state === "Archived")
    return { reason: "Restored", message: "The archived channel is back with its messages." };
  if (before.state !== after.state) {
    return after.state === "Paused"
      ? { reason: "Paused", message: "Posting is paused." }
      : { reason: "Resumed", message: "Posting is possible again." };
  }
  if (before.visibility !== after.visibility)
    return { reason: "VisibilityChanged", message: `The channel is ${after.visibility}.` };
  if (before.retentionMs !== after.retentionMs) {
    return isShorter(after.retentionMs, before.retentionMs)
      ? { reason: "RetentionShortened", message: "Older messages are being removed." }
      : { reason: "RetentionExtended", message: "Messages are kept longer from now on." };
  }
  return undefined;
}

/** A resource that is being deleted: the channel is archived, then our finalizer lets go. */
export async function retire(world: World, input: ChannelInput, resource: ChannelResource): Promise<void> {
  const purgeAt = await archive(world, input, resource.metadata.uid ?? "");
  if (purgeAt === undefined) return removeFinalizer(world.kube.channels, resource);
  const message = `The channel is archived. Create it again before ${purgeAt.toISOString()} to keep its messages.`;
  world.recorder.record(resource, { type: "Normal", reason: "Archived", message });
  const reported = await report(world, resource, {
    state: "Archived",
    natsSubject: storedSubject({ channel: input.name }),
    conditions: blockedConditions({ reason: "Archived", message }),
  });
  await removeFinalizer(world.kube.channels, reported);
}

/** Archives the channel of the resource `uid` and says when it is purged; nothing when it is not that resource's or already archived. */
export async function archive(world: World, input: ChannelInput, uid: string): Promise<Date | undefined> {
  const { spaceId, name } = input;
  if (input.row === undefined) return undefined;
  const archivedAt = world.clock.now();
  const purgeAt = new Date(archivedAt.getTime() + world.purgeDelayMs);
  const context = await contextOfDeletion(world, { spaceId, target: `channel:${name}`, uid });
  const isArchived = await archiveChannel(context, { spaceId, name, uid, archivedAt, purgeAt });
  if (!isArchived) return undefined;
  world.enqueue.threadsOf(spaceId, name);
  world.enqueue.purge();
  world.log.info({ spaceId, channel: name, purgeAt }, "the channel is archived");
  return purgeAt;
}

/** The resource shows this status; returns it as it is then. */
export function report(world: World, resource: ChannelResource, draft: StatusDraft): Promise<ChannelResource> {
  return reportStatus({ ...world, client: world.kube.channels, counter: "channel.statusWrites" }, resource, draft);
}
