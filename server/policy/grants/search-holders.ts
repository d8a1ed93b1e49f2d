import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireChannelRight, requireSpaceAdmin } from "../authorize";
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
  if (channel === undefined) await requireSpaceAdmin(ctx);
  else await requireChannelRight(ctx, spaceId, channel, "channel.manage");
  const [groups, principals] = await Promise.all([
    selectGroupHits(ctx.db, { spaceId, search, limit }),
    selectPrincipalHits(ctx.db, { spaceId, search, limit }),
  ]);
  return { groups, principals };
}
