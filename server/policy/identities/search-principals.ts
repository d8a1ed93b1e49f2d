import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { readNarrowedPage } from "../paging/narrowed-page";
import { searchText } from "../paging/search";
import { cursorOf, principalList } from "./search-repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

const SearchPrincipalsInput = z.object({
  spaceId: z.string(),
  kind: z.enum(["agent", "person"]).optional(),
  /** Part of the id or of the name. */
  search: searchText,
  /** By id ascending; by when they were seen or made, the latest first and those never seen last. */
  sort: z.enum(["id", "lastSeen", "created"]).default("id"),
  isOnline: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
  after: z.string().optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
});
export type SearchPrincipalsInput = z.input<typeof SearchPrincipalsInput>;

/**
 * A page of the space's principals that fit, out of millions. `next` is the `after` of the following page; a page may hold
 * fewer than `limit`, even none, while there is a `next`: those that fit lie further on.
 */
export async function searchPrincipals(
  ctx: ServiceContext,
  given: SearchPrincipalsInput,
): Promise<{ principals: PrincipalView[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const { after, limit, ...input } = parseInput(SearchPrincipalsInput, given);
  const list = principalList(ctx.db, input);
  const page = await readNarrowedPage(list, { after: decodeCursor(after, cursorOf[input.sort]), limit });
  return { principals: page.rows.map(viewOfPrincipal), next: encodeCursor(page.next) };
}
