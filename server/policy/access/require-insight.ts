import type { ServiceContext } from "@/server/db";
import { isPrivileged, principalOf, requireChannelRight, requireSpaceAdmin } from "../authorize";
import { readDecision } from "../read-decision";

/**
 * How much whoever asks may learn of a principal's rights: `all` for admins, services and the owners of the channel, `own`
 * for the principal itself, which learns what it would be told anyway. Throws FORBIDDEN for everybody else.
 */
export async function requireInsight(
  ctx: ServiceContext,
  { spaceId, principal, channel }: { spaceId: string; principal: string; channel?: string },
): Promise<"all" | "own"> {
  if (await isPrivileged(ctx)) return "all";
  const asking = await principalOf(ctx, spaceId);
  if (asking === principal) {
    const place = channel === undefined ? undefined : { channel };
    const managing = place && (await readDecision(ctx.db, { spaceId, principal, action: "channel.manage", place }));
    // Of a channel that is not there, `channel.manage` is the right to create it.
    return managing?.allowed && managing.channel ? "all" : "own";
  }
  if (channel === undefined) await requireSpaceAdmin(ctx);
  else await requireChannelRight(ctx, spaceId, channel, "channel.manage");
  return "all";
}
