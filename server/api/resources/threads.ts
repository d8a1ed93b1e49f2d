import { AppError } from "@/server/kernel";
import { creatorAnnotation, type ThreadResource } from "@/server/kubernetes";
import type { ResourceDetail, ThreadSpecView } from "../views";
import { canManage, canRead, demandManage, demandThreadCreate } from "./demand";
import type { CreateThreadInput, ThreadPlace } from "./inputs";
import { recordWrite } from "./record";
import { threadDetail } from "./resource-detail";
import type { ResourceWorld } from "./world";

type ThreadDetail = ResourceDetail<ThreadSpecView>;

/** Writes a new Thread resource; with participants it becomes a private thread. */
export async function createThread(world: ResourceWorld, input: CreateThreadInput): Promise<ThreadDetail> {
  const { channel, name, topic, participantsGroups } = input;
  await demandThreadCreate(world, channel);
  const annotations = { [creatorAnnotation]: world.principal };
  const created = await world.kubernetes.threads.create({
    metadata: { namespace: world.spaceId, name, annotations },
    spec: { channel, ...(topic && { topic }), ...(participantsGroups.length > 0 && { participantsGroups }) },
  });
  await recordWrite(world, { verb: "thread.create", before: undefined, after: created });
  return threadDetail(created);
}

/**
 * The resource as it is now, for those who may see the thread: readers of its channel, of a private one its participants
 * and its creator, and whoever manages the channel. A thread that is closed to them and none give the same answer.
 */
export async function readThreadResource(world: ResourceWorld, input: ThreadPlace): Promise<ThreadDetail> {
  const resource = await findThread(world, input);
  if (await maySee(world, input, resource)) return threadDetail(resource);
  throw unknownThread(input);
}

async function maySee(world: ResourceWorld, { channel, name }: ThreadPlace, resource: ThreadResource) {
  const isPrivate = resource.spec.participantsGroups !== undefined;
  if (isPrivate && resource.metadata.annotations?.[creatorAnnotation] === world.principal) return true;
  const place = isPrivate ? { channel, thread: name, isPrivate } : { channel };
  return (await canRead(world, place)) || canManage(world, channel);
}

/** Deletes the resource; the operator then archives the thread. */
export async function archiveThread(world: ResourceWorld, input: ThreadPlace): Promise<void> {
  await demandManage(world, input.channel);
  const before = await findThread(world, input);
  const { uid } = before.metadata;
  await world.kubernetes.threads.delete({ namespace: world.spaceId, name: input.name }, uid ? { uid } : undefined);
  await recordWrite(world, { verb: "thread.archive", before, after: undefined });
}

/** Names of Thread resources are unique in the space, so the one of that name may belong to another channel. */
async function findThread(world: ResourceWorld, place: ThreadPlace): Promise<ThreadResource> {
  const resource = await world.kubernetes.threads.find({ namespace: world.spaceId, name: place.name });
  if (resource?.spec.channel === place.channel) return resource;
  throw unknownThread(place);
}

function unknownThread({ channel, name }: ThreadPlace): AppError {
  const message = `No Thread resource stands behind "${name}" in #${channel}, or it is not open to you.`;
  return new AppError("NOT_FOUND", message, { reason: "unknown_thread" });
}
