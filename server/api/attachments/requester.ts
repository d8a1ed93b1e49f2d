import type { AttachmentContext } from "@/server/attachments";
import { AppError } from "@/server/kernel";
import type { ApiContext } from "../context";
import { isCrossOrigin } from "../cross-origin";
import { enterSpace } from "../spaces/enter-space";

/** Who asks, as somebody of the space. Throws for a page of another origin, for nobody, and for who has no part in it. */
export async function enterByRequest(
  { runtime, user, origin }: ApiContext,
  request: Request,
  spaceId: string,
): Promise<{ ctx: AttachmentContext; principal: string }> {
  if (isCrossOrigin(request.headers)) throw new AppError("FORBIDDEN", "Cross-origin calls are not served here.");
  if (!user) throw new AppError("UNAUTHORIZED", "Your session has ended. Sign in again.", { reason: "signed_out" });
  const service = { ...runtime.serviceContext(user.actor), ...(origin && { origin }) };
  const principal = await enterSpace(service, { spaceId, user });
  return { ctx: { ...service, connections: runtime.connections }, principal };
}
