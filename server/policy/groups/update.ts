import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { groupName, parseInput } from "../input";
import { findGroup } from "./find-one";
import { findGroups, readDescription, selectResourcesNaming, updateGroupRow } from "./repository";

const resourcesNamedMax = 5;

const UpdateGroupInput = z.object({
  spaceId: z.string(),
  group: groupName,
  name: groupName.optional(),
  description: z.string().max(2_000, "at most 2,000 characters").optional(),
});
export type UpdateGroupInput = z.input<typeof UpdateGroupInput>;

/**
 * The group has that name and description; its members and roles stay. Throws NOT_FOUND for an unknown group, CONFLICT when
 * the name is taken, and PRECONDITION_FAILED for a new name while Channel or Thread resources name the group: they would
 * name nobody.
 */
export async function updateGroup(ctx: ServiceContext, given: UpdateGroupInput): Promise<{ revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: known, name = known, description } = parseInput(UpdateGroupInput, given);
  const target = { spaceId, verb: "group.update", target: `group:${known}` };
  const { revision } = await changePolicy(ctx, target, async (tx) => {
    const { key } = await findGroup(tx, spaceId, known);
    const before = { name: known, description: await readDescription(tx, key) };
    const after = { name, description: description ?? before.description };
    const isRenamed = name !== known;
    if (isRenamed) {
      await requireFreeName(tx, spaceId, name);
      await requireUnnamed(tx, key, known);
    }
    const isChanged = isRenamed || after.description !== before.description;
    if (isChanged) await updateGroupRow(tx, key, after);
    return { result: undefined, isChanged, before, after, ...(!isRenamed && { principals: [] }) };
  });
  return { revision };
}

type Tx = Parameters<typeof findGroups>[0];

async function requireFreeName(tx: Tx, spaceId: string, name: string): Promise<void> {
  const { found } = await findGroups(tx, spaceId, [name]);
  if (found.length === 0) return;
  const fields = [{ path: "name", message: "another name: this one is taken" }];
  throw new AppError("CONFLICT", `There is a group "${name}" in this space already.`, { fields });
}

async function requireUnnamed(tx: Tx, key: number, group: string): Promise<void> {
  const resources = await selectResourcesNaming(tx, key, resourcesNamedMax + 1);
  if (resources.length === 0) return;
  const named = resources.slice(0, resourcesNamedMax).join(", ");
  const more = resources.length > resourcesNamedMax ? " and others" : "";
  const message = `The resources of ${named}${more} name the group "${group}": take it out of them first, or make a new group.`;
  const fields = [{ path: "name", message: "stays as it is while resources name the group" }];
  throw new AppError("PRECONDITION_FAILED", message, { reason: "named_by_resources", fields });
}
