import { AppError } from "@/server/kernel";
import { type ChannelResource, type ChannelSpec, creatorAnnotation, isConflict } from "@/server/kubernetes";
import type { ChannelDetail } from "../views";
import { demandCreate, demandManage, demandModerate, demandSight } from "./demand";
import type { ChannelForm, CreateChannelInput, UpdateChannelInput } from "./inputs";
import { recordWrite } from "./record";
import { channelDetail } from "./resource-detail";
import type { ResourceWorld } from "./world";

const conflictRetriesMax = 5;

/** Writes a new Channel resource; the operator makes the channel of it. */
export async function createChannel(world: ResourceWorld, input: CreateChannelInput): Promise<ChannelDetail> {
  await demandCreate(world, input.name);
  const annotations = { [creatorAnnotation]: world.principal };
  const metadata = { namespace: world.spaceId, name: input.name, annotations };
  const created = await world.kubernetes.channels.create({ metadata, spec: specOf(input) });
  await recordWrite(world, { verb: "channel.create", before: undefined, after: created });
  return channelDetail(created);
}

/** Changes the resource's spec, unless somebody else changed it since `generation`. Writes of its status in between do not matter. */
export async function updateChannel(world: ResourceWorld, input: UpdateChannelInput): Promise<ChannelDetail> {
  await demandManage(world, input.name);
  return writeChannel(world, input);
}

/** `updateChannel` for whoever has made sure that the person may. */
export async function writeChannel(world: ResourceWorld, input: UpdateChannelInput): Promise<ChannelDetail> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await requireGeneration(world, input.name, input.generation);
    const patch = { metadata: { resourceVersion: before.metadata.resourceVersion }, spec: patchOf(input) };
    try {
      const ref = { namespace: world.spaceId, name: input.name };
      const after = await world.kubernetes.channels.patch(ref, patch);
      if (isAnotherState(before, after)) await recordWrite(world, { verb: "channel.update", before, after });
      return channelDetail(after);
    } catch (error) {
      if (!isConflict(error) || attempt >= conflictRetriesMax) throw error;
    }
  }
}

/** The resource as it is now, which is the one that was edited. */
export async function requireGeneration(
  world: ResourceWorld,
  name: string,
  generation: number,
): Promise<ChannelResource> {
  const resource = await world.kubernetes.channels.get({ namespace: world.spaceId, name });
  if (resource.metadata.generation === generation) return resource;
  throw new AppError("CONFLICT", "Somebody else changed this channel meanwhile. Look at it again before you save.", {
    reason: "changed_meanwhile",
  });
}

/** Stops posting, or opens it again; the operator carries it out. */
export async function pauseChannel(
  world: ResourceWorld,
  { name, isPaused }: { name: string; isPaused: boolean },
): Promise<ChannelDetail> {
  await demandModerate(world, name);
  const ref = { namespace: world.spaceId, name };
  const before = await world.kubernetes.channels.get(ref);
  const after = await world.kubernetes.channels.patch(ref, { spec: { paused: isPaused ? true : null } });
  const verb = isPaused ? "channel.pause" : "channel.resume";
  if (isAnotherState(before, after)) await recordWrite(world, { verb, before, after });
  return channelDetail(after);
}

/** A write that changes nothing leaves the generation as it is. */
function isAnotherState(before: ChannelResource, after: ChannelResource): boolean {
  return before.metadata.generation !== after.metadata.generation;
}

/** Deletes the resource; the operator then archives the channel, and removes its messages after a delay. */
export async function archiveChannel(world: ResourceWorld, { name }: { name: string }): Promise<void> {
  await demandManage(world, name);
  const ref = { namespace: world.spaceId, name };
  const before = await world.kubernetes.channels.get(ref);
  await world.kubernetes.channels.delete(ref, before.metadata.uid ? { uid: before.metadata.uid } : undefined);
  await recordWrite(world, { verb: "channel.archive", before, after: undefined });
}

/** The resource as it is now, for those who may see the channel. */
export async function readChannelResource(world: ResourceWorld, { name }: { name: string }): Promise<ChannelDetail> {
  await demandSight(world, name);
  return channelDetail(await world.kubernetes.channels.get({ namespace: world.spaceId, name }));
}

function specOf(form: ChannelForm): ChannelSpec {
  const { visibility, enablePersistence, retentionPolicy, authorizedGroups, displayName, topic } = form;
  return {
    visibility,
    enablePersistence,
    retentionPolicy,
    ...(authorizedGroups.length > 0 && { authorizedGroups }),
    ...(displayName && { displayName }),
    ...(topic && { topic }),
  };
}

/** As a merge patch: null takes a field away. */
function patchOf(form: ChannelForm): Record<keyof ChannelForm, unknown> {
  return {
    visibility: form.visibility,
    enablePersistence: form.enablePersistence,
    retentionPolicy: form.retentionPolicy,
    authorizedGroups: form.authorizedGroups.length > 0 ? form.authorizedGroups : null,
    displayName: form.displayName || null,
    topic: form.topic || null,
  };
}
