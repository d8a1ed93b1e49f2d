import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { parseInput } from "../input";
import { joinGroup } from "./changes-repository";
import { describeMemberChange } from "./describe-change";
import { findGroup } from "./find-one";
import { MembersInput } from "./members-input";
import { findPrincipalKeys } from "./repository";

/** All of them are members, or none is added: an unknown principal is VALIDATION naming its place in the list. `added` counts the new ones. */
export async function addMembers(
  ctx: ServiceContext,
  given: MembersInput,
): Promise<{ added: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: name, principals } = parseInput(MembersInput, given);
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "group.add", target: `group:${name}` },
    async (tx) => {
      const group = await findGroup(tx, spaceId, name);
      const { keys, missing } = await findPrincipalKeys(tx, spaceId, principals);
      if (missing.length > 0) throw unknownPrincipals(missing, principals);
      const added = await joinGroup(tx, group.key, keys, ctx.clock.now());
      return describeMemberChange(added.length, { added, removed: [] }, {});
    },
  );
  return { added: result, revision };
}

function unknownPrincipals(missing: string[], principals: string[]): AppError {
  const fields = missing.slice(0, 20).map((id) => ({
    path: `principals[${principals.indexOf(id)}]`,
    message: `no principal "${id}" in this space`,
  }));
  return new AppError("VALIDATION", `${missing.length} of the principals are not in this space.`, { fields });
}
