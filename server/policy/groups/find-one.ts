import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { findGroups, type GroupRow } from "./repository";

/** The group of that name. Throws NOT_FOUND when the space has none. */
export async function findGroup(db: Tx, spaceId: string, name: string): Promise<GroupRow> {
  const [group] = (await findGroups(db, spaceId, [name])).found;
  if (!group)
    throw new AppError("NOT_FOUND", `There is no group "${name}" in this space.`, { reason: "unknown_group" });
  return group;
}
