import { isPrincipalId } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { type ChannelResource, creatorAnnotation } from "@/server/kubernetes";
import { updateChannelAuth } from "@/server/policy";

/** Whoever the resource names as its creator owns the new channel. A name that is nobody's gives nobody anything. */
export async function giveCreatorOwnership(
  ctx: ServiceContext,
  spaceId: string,
  resource: ChannelResource,
): Promise<void> {
  const principal = resource.metadata.annotations?.[creatorAnnotation];
  if (principal === undefined || !isPrincipalId(principal)) return;
  const channel = resource.metadata.name ?? "";
  try {
    await updateChannelAuth(ctx, { spaceId, channel, changes: [{ holder: { principal }, role: "owner" }] });
  } catch (error) {
    if (!(error instanceof AppError && error.reason === "unknown_holder")) throw error;
    ctx.log.warn({ spaceId, channel, principal }, "the channel's creator is not in this space");
  }
}
