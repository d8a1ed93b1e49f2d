import { z } from "zod";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { findGroup } from "../groups/find-one";
import { findPrincipal } from "../identities/repository";
import { groupName, parseInput, principalId } from "../input";
import { findAdminRole, findChannel, type Holder, replaceAdminRole } from "./repository";

const SetChannelRoleInput = z.object({
  spaceId: z.string(),
  channel: z.string(),
  holder: z.union([z.object({ group: groupName }), z.object({ principal: principalId })]),
  /** Null takes the role away. */
  role: z.enum(["owner", "moderator", "member"]).nullable(),
});
type SetChannelRoleInput = z.infer<typeof SetChannelRoleInput>;

/** The holder has exactly that role on the channel by an admin's word, beside what the resource grants. Called again it changes nothing. */
export async function setChannelRole(
  ctx: ServiceContext,
  given: SetChannelRoleInput,
): Promise<{ closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, channel: name, holder, role } = parseInput(SetChannelRoleInput, given);
  const { revision } = await changePolicy(
    ctx,
    { spaceId, verb: "channel.role", target: `channel:${name}` },
    async (tx) => {
      const channel = await findChannel(tx, spaceId, name);
      if (!channel) throw new AppError("NOT_FOUND", `There is no channel #${name}.`, { reason: "unknown_channel" });
      const keys = await keysOf(tx, spaceId, holder);
      const before = await findAdminRole(tx, channel.key, keys);
      const isChanged = before !== (role ?? undefined);
      if (isChanged) await replaceAdminRole(tx, channel.key, keys, role ?? undefined);
      const principals = "principal" in holder ? [holder.principal] : undefined;
      return {
        result: undefined,
        isChanged,
        before: { ...holder, role: before ?? null },
        after: { ...holder, role },
        principals,
      };
    },
  );
  const closed = await closeLostAccess(ctx, {
    spaceId,
    reason: `role on #${name} changed`,
    places: [{ channel: name }],
  });
  return { closed, revision };
}

async function keysOf(tx: Tx, spaceId: string, holder: SetChannelRoleInput["holder"]): Promise<Holder> {
  if ("group" in holder) return { groupKey: (await findGroup(tx, spaceId, holder.group)).key };
  const principal = await findPrincipal(tx, spaceId, holder.principal);
  if (!principal) throw new AppError("NOT_FOUND", `There is no principal "${holder.principal}" in this space.`);
  return { principalKey: principal.key };
}
