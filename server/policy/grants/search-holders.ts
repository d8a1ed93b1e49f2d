import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { principalOf, requireSpaceAdmin } from "../authorize";
import { requirePermission } from "../check";
import { parseInput } from "../input";
import { searchText } from "../paging/search";
import { type PrincipalHit, selectGroupHits, selectPrincipalHits } from "./holders-repository";

const SearchHoldersInput = z.object({
  spaceId: z.string(),
  /** Whoever manages it may search for whom to give a role on it. Without one: for admins. */
  channel: z.string().optional(),
  search: searchText,
  limit: z.number().int().min(1).max(50).default(8),
});

export interface HolderHits {
  groups: { name: string; members: number }[];
  principals: PrincipalHit[];
}

/** The space's groups and principals whose name or id holds what was typed, those that begin with it first; at most `limit` of each. */
export async function searchHolders(
  ctx: ServiceContext,
  given: z.input<typeof SearchHoldersInput>,
): Promise<HolderHits> {
  const { spaceId, channel, search = "", limit } = parseInput(SearchHoldersInput, given);
  await requireManagerOf(ctx, spaceId, channel);
  const [groups, principals] = await Promise.all([
    selectGroupHits(ctx.db, { spaceId, search, limit }),
    selectPrincipalHits(ctx.db, { spaceId, search, limit }),
  ]);
  return { groups, principals };
}

async function requireManagerOf(ctx: ServiceContext, spaceId: string, channel: string | undefined): Promise<void> {
  const principal = channel === undefined ? undefined : await principalOf(ctx, spaceId);
  if (channel === undefined || principal === undefined) return requireSpaceAdmin(ctx);
  await requirePermission(ctx, { spaceId, principal, action: "channel.manage", place: { channel } });
}
