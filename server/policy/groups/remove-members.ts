import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { leaveGroup } from "./changes-repository";
import { describeMemberChange } from "./describe-change";
import { findGroup } from "./find-one";
import { MembersInput } from "./members-input";
import { findPrincipalKeys } from "./repository";

/** None of them is a member any more, and connections that read through the group alone are closed. Unknown principals are no members and no error. */
export async function removeMembers(
  ctx: ServiceContext,
  given: MembersInput,
): Promise<{ removed: number; closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: name, principals } = parseInput(MembersInput, given);
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "group.remove", target: `group:${name}` },
    async (tx) => {
      const group = await findGroup(tx, spaceId, name);
      const { keys } = await findPrincipalKeys(tx, spaceId, principals);
      const removed = await leaveGroup(tx, group.key, keys);
      return describeMemberChange(removed.length, { added: [], removed }, {});
    },
  );
  const closed = await closeLostAccess(ctx, { spaceId, reason: `removed from group ${name}`, principals });
  return { removed: result, closed, revision };
}
