import { AppError } from "@/server/kernel";
import type { ThreadResource } from "@/server/kubernetes";
import type { ResourceDetail, ThreadSpecView } from "../views";
import { demandManage, demandSight, demandThreadCreate } from "./demand";
import type { CreateThreadInput, ThreadPlace } from "./inputs";
import { threadDetail } from "./resource-detail";
import type { ResourceWorld } from "./world";

type ThreadDetail = ResourceDetail<ThreadSpecView>;

/** Writes a new Thread resource; with participants it becomes a private thread. */
export async function createThread(world: ResourceWorld, input: CreateThreadInput): Promise<ThreadDetail> {
  const { channel, name, topic, participantsGroups } = input;
  await demandThreadCreate(world, channel);
  const created = await world.kubernetes.threads.create({
    metadata: { namespace: world.spaceId, name },
    spec: { channel, ...(topic && { topic }), ...(participantsGroups.length > 0 && { participantsGroups }) },
  });
  return threadDetail(created);
}

/** The resource as it is now, for those who may see its channel. */
export async function readThreadResource(world: ResourceWorld, input: ThreadPlace): Promise<ThreadDetail> {
  await demandSight(world, input.channel);
  return threadDetail(await findThread(world, input));
}

/** Deletes the resource; the operator then archives the thread. */
export async function archiveThread(world: ResourceWorld, input: ThreadPlace): Promise<void> {
  await demandManage(world, input.channel);
  const { metadata } = await findThread(world, input);
  await world.kubernetes.threads.delete(
    { namespace: world.spaceId, name: input.name },
    metadata.uid ? { uid: metadata.uid } : undefined,
  );
}

/** Names of Thread resources are unique in the space, so the one of that name may belong to another channel. */
async function findThread(world: ResourceWorld, { channel, name }: ThreadPlace): Promise<ThreadResource> {
  const resource = await world.kubernetes.threads.find({ namespace: world.spaceId, name });
  if (resource?.spec.channel === channel) return resource;
  throw new AppError("NOT_FOUND", `No Thread resource stands behind "${name}" in #${channel}.`, {
    reason: "unknown_thread",
  });
}
