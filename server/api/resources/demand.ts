import type { Place } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";
import { checkPermission, denialError, requirePermission } from "@/server/policy";
import type { ResourceWorld } from "./world";

const via = "console";

/** Returns when the person may change the channel; else throws what the policy says. */
export async function demandManage(world: ResourceWorld, channel: string): Promise<void> {
  const { spaceId, principal } = world;
  await requirePermission(world, { spaceId, principal, action: "channel.manage", place: { channel }, via });
}

/** Returns when the person may moderate the channel; else throws what the policy says. */
export async function demandModerate(world: ResourceWorld, channel: string): Promise<void> {
  const { spaceId, principal } = world;
  await requirePermission(world, { spaceId, principal, action: "channel.moderate", place: { channel }, via });
}

/** Returns when the person may create a channel of this name, or write to the one that is theirs; CONFLICT when it is somebody else's. */
export async function demandCreate(world: ResourceWorld, channel: string): Promise<void> {
  const { spaceId, principal } = world;
  const decision = await checkPermission(world, {
    spaceId,
    principal,
    action: "channel.manage",
    place: { channel },
    via,
  });
  if (decision.allowed) return;
  if (decision.rule !== "channel.role") throw denialError(decision);
  throw new AppError("CONFLICT", `There is already a channel #${channel} in this space.`, { reason: "already_exists" });
}

export async function demandThreadCreate(world: ResourceWorld, channel: string): Promise<void> {
  const { spaceId, principal } = world;
  await requirePermission(world, { spaceId, principal, action: "thread.create", place: { channel }, via });
}

/**
 * Returns when the person may read the channel, or manage it: whoever has just written its resource may look at it before the
 * operator has made the channel. A channel that is closed to them and one that does not exist give the same answer.
 */
export async function demandSight(world: ResourceWorld, channel: string): Promise<void> {
  if ((await canRead(world, { channel })) || (await canManage(world, channel))) return;
  throw new AppError("NOT_FOUND", "There is no such channel, or it is not open to you.", { reason: "unknown_channel" });
}

export async function canRead({ spaceId, principal, ...ctx }: ResourceWorld, place: Place): Promise<boolean> {
  return (await checkPermission(ctx, { spaceId, principal, action: "channel.read", place, via })).allowed;
}

export async function canManage({ spaceId, principal, ...ctx }: ResourceWorld, channel: string): Promise<boolean> {
  const request = { spaceId, principal, action: "channel.manage", place: { channel }, via } as const;
  return (await checkPermission(ctx, request)).allowed;
}
