import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { type PrincipalView, viewOfPrincipal } from "../identities/view";
import { groupName, parseInput } from "../input";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { readNarrowedPage } from "../paging/narrowed-page";
import { searchText } from "../paging/search";
import { findGroup } from "./find-one";
import { cursorOf, memberList } from "./members-repository";
import { countMembers } from "./repository";

const ListGroupMembersInput = z.object({
  spaceId: z.string(),
  group: groupName,
  /** Part of the id or of the name. */
  search: searchText,
  /** By id ascending, or those who joined last first. */
  sort: z.enum(["id", "joined"]).default("id"),
  after: z.string().optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
});
export type ListGroupMembersInput = z.input<typeof ListGroupMembersInput>;

export interface GroupMemberView extends PrincipalView {
  /** RFC 3339. */
  joinedAt: string;
}

/**
 * A page of the group's members; `counted` is how many it has in all, whatever is searched for. A page may hold fewer than
 * `limit`, even none, while there is a `next`: those that fit lie further on. Throws NOT_FOUND for an unknown group.
 */
export async function listGroupMembers(
  ctx: ServiceContext,
  given: ListGroupMembersInput,
): Promise<{ members: GroupMemberView[]; next: string | undefined; counted: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, group: name, search, sort, after, limit } = parseInput(ListGroupMembersInput, given);
  const { key } = await findGroup(ctx.db, spaceId, name);
  const list = memberList(ctx.db, { groupKey: key, search, sort });
  const [page, counted] = await Promise.all([
    readNarrowedPage(list, { after: decodeCursor(after, cursorOf[sort]), limit }),
    countMembers(ctx.db, key),
  ]);
  return {
    members: page.rows.map((row) => ({ ...viewOfPrincipal(row), joinedAt: row.joinedAt.toISOString() })),
    next: encodeCursor(page.next),
    counted,
  };
}
