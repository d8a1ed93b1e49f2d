import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { checkPermission, type Decision, toldOf } from "@/server/policy";

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
  throw new AppError("FORBIDDEN", toldOf(decision).reason, {
    reason: "forbidden",
    detail: { rule: decision.rule, reason: decision.reason, path: decision.path },
  });
}
