import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { parseInput } from "../input";
import { selectGroups } from "./repository";

const membersCountedMax = 10_001;

const ListGroupsInput = z.object({
  spaceId: z.string(),
  limit: z.number().int().min(1).max(1_000).default(1_000),
  after: z.string().default(""),
});

export interface GroupView {
  name: string;
  description: string;
  /** Counted up to 10,001, which stands for more than 10,000. */
  members: number;
  /** RFC 3339. */
  createdAt: string;
}

/** A page of the space's groups in the order of their names; `next` is the `after` of the following page. */
export async function listGroups(
  ctx: ServiceContext,
  given: z.input<typeof ListGroupsInput>,
): Promise<{ groups: GroupView[]; next: string | undefined }> {
  const { spaceId, limit, after } = parseInput(ListGroupsInput, given);
  const rows = await selectGroups(ctx.db, { spaceId, after, limit: limit + 1, membersCountedMax });
  const page = rows.slice(0, limit);
  return {
    groups: page.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    next: rows.length > page.length ? page.at(-1)?.name : undefined,
  };
}
