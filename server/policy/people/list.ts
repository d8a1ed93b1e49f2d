import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { requireSpace } from "../identities/administer";
import { parseInput } from "../input";
import { searchText } from "../paging/search";
import { selectPeople } from "./repository";
import { type PersonView, viewOfPerson } from "./view";

export const ListPeopleInput = z.object({
  spaceId: z.string(),
  search: searchText,
  after: z
    .string()
    .max(320)
    .refine((text) => !text.includes("\0"), "the `next` of an earlier page")
    .optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListPeopleInput = z.input<typeof ListPeopleInput>;

/** A page of the space's people and the platform's admins by e-mail; `next` is the `after` of the following page. */
export async function listPeople(
  ctx: ServiceContext,
  given: ListPeopleInput,
): Promise<{ people: PersonView[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const input = parseInput(ListPeopleInput, given);
  await requireSpace(ctx.db, input.spaceId);
  const rows = await selectPeople(ctx.db, { ...input, limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  return { people: page.map(viewOfPerson), next: rows.length > page.length ? page.at(-1)?.email : undefined };
}
