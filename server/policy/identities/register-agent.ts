import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { findGroups, insertMemberships } from "../groups/repository";
import { groupName, parseInput, principalId } from "../input";
import { findPrincipal, insertPrincipal, selectGroupsOf, updatePrincipal } from "./repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

/** Of those an agent is in, how many are read for the audit log. */
const groupsMax = 10_000;

export const RegisterAgentInput = z.object({
  spaceId: z.string(),
  id: principalId,
  displayName: z.string().min(1).max(200).optional(),
  /** Existing groups to put it into as well. It stays in those it is in already. */
  groups: z.array(groupName).max(1_000).optional(),
  /** For whoever means a new agent: CONFLICT when there is one with that id already. */
  isNew: z.boolean().optional(),
});
export type RegisterAgentInput = z.infer<typeof RegisterAgentInput>;

/** The agent exists, with that name and in those groups; called again it changes nothing. Throws CONFLICT when the id is a person's. */
export async function registerAgent(
  ctx: ServiceContext,
  given: RegisterAgentInput,
): Promise<{ agent: PrincipalView; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, id, displayName, groups = [], isNew = false } = parseInput(RegisterAgentInput, given);
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "agent.register", target: `agent:${id}` },
    async (tx) => {
      const known = await findPrincipal(tx, spaceId, id);
      if (known && known.kind !== "agent") {
        throw new AppError("CONFLICT", `"${id}" is a person of this space.`, {
          fields: [{ path: "id", message: "another id" }],
        });
      }
      if (known && isNew) {
        throw new AppError("CONFLICT", `There is an agent "${id}" in this space already.`, {
          fields: [{ path: "id", message: "another id: this one is taken" }],
        });
      }
      const { found, missing } = await findGroups(tx, spaceId, groups);
      if (missing.length > 0) {
        const fields = missing.map((name) => ({
          path: `groups[${groups.indexOf(name)}]`,
          message: `no group "${name}"`,
        }));
        throw new AppError("VALIDATION", `There is no group ${missing.join(", ")} in this space.`, { fields });
      }
      const isRenamed = known !== undefined && displayName !== undefined && displayName !== known.displayName;
      const agent = known
        ? isRenamed
          ? await updatePrincipal(tx, known.key, { displayName })
          : known
        : await insertPrincipal(tx, {
            spaceId,
            id,
            kind: "agent",
            displayName: displayName ?? id,
            createdAt: ctx.clock.now(),
          });
      const had = known && groups.length > 0 ? await selectGroupsOf(tx, known.key, groupsMax) : [];
      const joined = await insertMemberships(
        tx,
        found.map(({ key }) => key),
        [agent.key],
      );
      return {
        result: viewOfPrincipal(agent),
        isChanged: !known || isRenamed || joined > 0,
        ...(known && {
          before: { displayName: known.displayName, groups: had.filter((name) => groups.includes(name)) },
        }),
        after: { displayName: agent.displayName, groups },
        principals: [id],
      };
    },
  );
  return { agent: result, revision };
}
