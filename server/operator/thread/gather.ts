import type { ThreadResource } from "@/server/kubernetes";
import { type ChannelRow, findChannel, type SpaceState, spaceStateOf } from "../channel";
import type { Finding } from "../runtime";
import type { World } from "../world";
import { findThread, findThreadOfResource, type ThreadRow } from "./repository";

export interface ThreadInput {
  spaceId: string;
  name: string;
  resource?: ThreadResource;
  space: SpaceState;
  /** The channel that the spec names. */
  channel?: ChannelRow;
  /** The thread of this name in that channel, from a resource or from chat. */
  row?: ThreadRow;
  /** The thread that this resource made, or any resource of the name when there is none now; elsewhere than `row` when the spec's channel changed. */
  owned?: ThreadRow;
  stream?: Finding;
}

export async function gatherThread(world: World, spaceId: string, name: string): Promise<ThreadInput> {
  const resource = world.threads.get({ namespace: spaceId, name });
  const owned = await findThreadOfResource(world.db, { spaceId, name, uid: resource?.metadata.uid });
  const space = await spaceStateOf(world, spaceId);
  if (resource === undefined) return { spaceId, name, space, owned };
  const channel = await findChannel(world.db, spaceId, resource.spec.channel);
  const row = channel && (await findThread(world.db, channel.key, name));
  const needsStream = space === "ready" && channel?.enablePersistence;
  const stream = needsStream ? await world.streams.check(spaceId) : undefined;
  return { spaceId, name, resource, space, channel, row, owned, stream };
}
