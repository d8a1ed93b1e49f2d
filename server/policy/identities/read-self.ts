import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSelf } from "../authorize";
import { parseInput, principalId } from "../input";
import { findPrincipal, selectGroupsOf } from "./repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

const groupsListedMax = 1_000;
const ReadSelfInput = z.object({ spaceId: z.string(), principalId });

/** What a principal may know of itself: who it is here, and its groups by name, at most 1,000. For itself alone. */
export async function readSelf(
  ctx: ServiceContext,
  given: z.infer<typeof ReadSelfInput>,
): Promise<{ principal: PrincipalView; groups: string[] }> {
  const { spaceId, principalId: id } = parseInput(ReadSelfInput, given);
  await requireSelf(ctx, spaceId, id);
  const row = await findPrincipal(ctx.db, spaceId, id);
  if (!row) throw new AppError("NOT_FOUND", `There is no principal "${id}" in this space.`);
  return { principal: viewOfPrincipal(row), groups: await selectGroupsOf(ctx.db, row.key, groupsListedMax) };
}
