import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { groupName, parseInput } from "../input";
import { findGroups, insertGroup } from "./repository";

export const CreateGroupInput = z.object({
  spaceId: z.string(),
  name: groupName,
  description: z.string().max(2_000).default(""),
});
export type CreateGroupInput = z.input<typeof CreateGroupInput>;

/** A new, empty group. Throws CONFLICT when the space has one of that name. Channels that name it already are granted to it by the operator. */
export async function createGroup(ctx: ServiceContext, given: CreateGroupInput): Promise<{ revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, name, description } = parseInput(CreateGroupInput, given);
  const { revision } = await changePolicy(
    ctx,
    { spaceId, verb: "group.create", target: `group:${name}` },
    async (tx) => {
      const { found } = await findGroups(tx, spaceId, [name]);
      if (found.length > 0) {
        const fields = [{ path: "name", message: "another name: this one is taken" }];
        throw new AppError("CONFLICT", `There is a group "${name}" in this space already.`, { fields });
      }
      await insertGroup(tx, { spaceId, name, description, createdAt: ctx.clock.now() });
      return { result: undefined, isChanged: true, after: { description } };
    },
  );
  return { revision };
}
