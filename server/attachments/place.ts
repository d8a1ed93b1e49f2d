import { type Place, storedSubject } from "@/sdk/protocol";
import { checkPermission, denialError } from "@/server/policy";
import type { AttachmentContext } from "./context";

/** The stored subject of a place that the principal may post to. Throws the policy's refusal, as it tells it to the principal. */
export async function requirePost(
  ctx: AttachmentContext,
  { spaceId, principal, place: { channel, thread } }: { spaceId: string; principal: string; place: Place },
): Promise<string> {
  const place = thread === undefined ? { channel } : { channel, thread };
  const decision = await checkPermission(ctx, {
    spaceId,
    principal,
    action: "channel.post",
    place,
    via: "attachments",
  });
  if (!decision.allowed) throw denialError(decision);
  return storedSubject({ ...place, isPrivate: decision.isPrivate });
}
