import { isPrincipalId } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";
import { type ChannelResource, creatorAnnotation } from "@/server/kubernetes";
import { updateChannelAuth } from "@/server/policy";
import type { World } from "../world";

/** Whoever the resource names as its creator owns the new channel. A name that is nobody's gives nobody anything. */
export async function giveCreatorOwnership(world: World, spaceId: string, resource: ChannelResource): Promise<void> {
  const principal = resource.metadata.annotations?.[creatorAnnotation];
  if (principal === undefined || !isPrincipalId(principal)) return;
  const channel = resource.metadata.name ?? "";
  try {
    await updateChannelAuth(world.context, { spaceId, channel, changes: [{ holder: { principal }, role: "owner" }] });
  } catch (error) {
    if (!(error instanceof AppError && error.reason === "unknown_holder")) throw error;
    world.log.warn({ spaceId, channel, principal }, "the channel's creator is not in this space");
  }
}
