import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { checkPermission, type Decision } from "@/server/policy";

/** Reasons that would tell somebody without rights whether a place exists. */
const rulesThatReveal = new Set([
  "channel.exists",
  "thread.exists",
  "thread.kind",
  "channel.role",
  "thread.participant",
]);

/**
 * The decision, with the place as it really is: `isPrivate` is the thread's own. Throws FORBIDDEN with the reason; a
 * place that does not exist and one that is closed to the principal give the same answer.
 */
export async function requireRead(
  ctx: ServiceContext,
  { spaceId, principal, place: { channel, thread } }: { spaceId: string; principal: string; place: Place },
): Promise<{ place: Place; decision: Decision }> {
  const place = thread === undefined ? { channel } : { channel, thread };
  const decision = await checkPermission(ctx, { spaceId, principal, action: "channel.read", place, via: "history" });
  if (decision.allowed) {
    return { place: thread === undefined ? place : { ...place, isPrivate: decision.isPrivate }, decision };
  }
  const message = rulesThatReveal.has(decision.rule) ? closedOrAbsent(place) : decision.reason;
  throw new AppError("FORBIDDEN", message, {
    reason: "forbidden",
    detail: { rule: decision.rule, reason: decision.reason, path: decision.path },
  });
}

function closedOrAbsent({ channel, thread }: Place): string {
  const who = "An owner of the channel or an admin can open it to you.";
  if (thread === undefined) return `You cannot read #${channel}: it does not exist or it is not open to you. ${who}`;
  return `You cannot read #${channel}/${thread}: it does not exist or it is not open to you. ${who}`;
}
