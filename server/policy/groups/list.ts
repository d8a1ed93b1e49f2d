import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { searchText } from "../paging/search";
import { countGroups, cursorOf, positionOf, selectGroups } from "./list-repository";

const ListGroupsInput = z.object({
  spaceId: z.string(),
  /** Part of the name or of the description. */
  search: searchText,
  sort: z.enum(["name", "members", "created"]).default("name"),
  direction: z.enum(["ascending", "descending"]).default("ascending"),
  after: z.string().optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
});
export type ListGroupsInput = z.input<typeof ListGroupsInput>;

export interface GroupView {
  name: string;
  description: string;
  members: number;
  /** On how many channels it holds a role. */
  channels: number;
  /** RFC 3339. */
  createdAt: string;
}

/** A page of the space's groups; `next` is the `after` of the following page. The first page tells the `total` of those that fit. */
export async function listGroups(
  ctx: ServiceContext,
  given: ListGroupsInput,
): Promise<{ groups: GroupView[]; next: string | undefined; total: number | undefined }> {
  await requireSpaceAdmin(ctx);
  const { after, limit, ...input } = parseInput(ListGroupsInput, given);
  const position = decodeCursor(after, cursorOf[input.sort]);
  const [rows, total] = await Promise.all([
    selectGroups(ctx.db, { ...input, after: position, limit: limit + 1 }),
    position === undefined ? countGroups(ctx.db, input) : undefined,
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    groups: page.map(({ key: _, createdAt, ...group }) => ({ ...group, createdAt: createdAt.toISOString() })),
    next: encodeCursor(rows.length > page.length && last ? positionOf[input.sort](last) : undefined),
    total,
  };
}
