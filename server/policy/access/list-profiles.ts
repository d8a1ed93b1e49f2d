import { z } from "zod";
import { isThreadName } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { principalOf } from "../authorize";
import { requirePermission } from "../check";
import { channelName, parseInput, principalId, spaceName } from "../input";
import { selectProfiles } from "./members-repository";

const idsMax = 200;

const ListProfilesInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  thread: z.string().refine(isThreadName, "a thread's name").optional(),
  ids: z.array(principalId).max(idsMax),
});

/** Who somebody is, whether or not they are a member of anything any more. */
export interface ProfileView {
  id: string;
  kind: "agent" | "person";
  displayName: string;
}

/** Those of the ids that are principals of the space, in no order. For readers of the channel or thread, who meet them as its senders. */
export async function listProfiles(
  ctx: ServiceContext,
  given: z.input<typeof ListProfilesInput>,
): Promise<ProfileView[]> {
  const { spaceId, ids, ...place } = parseInput(ListProfilesInput, given);
  if (ctx.actor.kind !== "service") {
    const principal = await principalOf(ctx, spaceId);
    if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
    await requirePermission(ctx, { spaceId, principal, action: "channel.read", place });
  }
  return selectProfiles(ctx.db, spaceId, ids);
}
