import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { isPrivileged, principalOf } from "../authorize";
import { requirePermission } from "../check";

/** Throws FORBIDDEN unless whoever asks can read the place, or is a service. */
export async function requireReader(ctx: ServiceContext, spaceId: string, place: Place): Promise<void> {
  if (await isPrivileged(ctx)) return;
  const principal = await principalOf(ctx, spaceId);
  if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
  await requirePermission(ctx, { spaceId, principal, action: "channel.read", place });
}
