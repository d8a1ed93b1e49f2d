import type { ChannelResource } from "@/server/kubernetes";
import type { Finding } from "../runtime";
import { findSpace } from "../space";
import { isSpaceNamespace } from "../spaces";
import type { World } from "../world";
import { type ChannelRow, findChannel } from "./repository";

/** Whether the namespace is a space that resources can live in. */
export type SpaceState = "ready" | "pending" | "none";

export interface ChannelInput {
  spaceId: string;
  name: string;
  resource?: ChannelResource;
  space: SpaceState;
  row?: ChannelRow;
  /** What is wrong with the space's stream; not asked when the space is not ready. */
  stream?: Finding;
}

export async function gatherChannel(world: World, spaceId: string, name: string): Promise<ChannelInput> {
  const resource = world.channels.get({ namespace: spaceId, name });
  const space = await spaceStateOf(world, spaceId);
  const row = await findChannel(world.db, spaceId, name);
  const needsStream = space === "ready" && resource?.spec.enablePersistence !== false;
  const stream = needsStream ? await world.streams.check(spaceId) : undefined;
  return { spaceId, name, resource, space, row, stream };
}

export async function spaceStateOf(world: World, spaceId: string): Promise<SpaceState> {
  if (!isSpaceNamespace(world.namespaces.get({ name: spaceId }))) return "none";
  const row = await findSpace(world.db, spaceId);
  return row?.accountPublicKey && !row.archivedAt ? "ready" : "pending";
}
