import { AppError } from "@/server/kernel";
import { type ChannelResource, type ChannelSpec, creatorAnnotation, isConflict } from "@/server/kubernetes";
import type { ChannelDetail } from "../views";
import { demandCreate, demandManage, demandModerate, demandSight } from "./demand";
import type { ChannelForm, CreateChannelInput, UpdateChannelInput } from "./inputs";
import { channelDetail } from "./resource-detail";
import type { ResourceWorld } from "./world";

const conflictRetriesMax = 5;

/** Writes a new Channel resource; the operator makes the channel of it. */
export async function createChannel(world: ResourceWorld, input: CreateChannelInput): Promise<ChannelDetail> {
  await demandCreate(world, input.name);
  const annotations = { [creatorAnnotation]: world.principal };
  const metadata = { namespace: world.spaceId, name: input.name, annotations };
  return channelDetail(await world.kubernetes.channels.create({ metadata, spec: specOf(input) }));
}

/** Changes the resource's spec, unless somebody else changed it since `generation`. Writes of its status in between do not matter. */
export async function updateChannel(world: ResourceWorld, input: UpdateChannelInput): Promise<ChannelDetail> {
  await demandManage(world, input.name);
  return writeChannel(world, input);
}

/** `updateChannel` for whoever has made sure that the person may. */
export async function writeChannel(world: ResourceWorld, input: UpdateChannelInput): Promise<ChannelDetail> {
  for (let attempt = 1; ; attempt += 1) {
    const { metadata } = await requireGeneration(world, input.name, input.generation);
    const patch = { metadata: { resourceVersion: metadata.resourceVersion }, spec: patchOf(input) };
    try {
      const ref = { namespace: world.spaceId, name: input.name };
      return channelDetail(await world.kubernetes.channels.patch(ref, patch));
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
  const patch = { spec: { paused: isPaused ? true : null } };
  return channelDetail(await world.kubernetes.channels.patch({ namespace: world.spaceId, name }, patch));
}

/** Deletes the resource; the operator then archives the channel, and removes its messages after a delay. */
export async function archiveChannel(world: ResourceWorld, { name }: { name: string }): Promise<void> {
  await demandManage(world, name);
  await world.kubernetes.channels.delete({ namespace: world.spaceId, name });
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
