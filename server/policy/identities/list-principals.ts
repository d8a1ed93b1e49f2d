import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { selectPrincipals } from "./repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

const ListPrincipalsInput = z.object({
  spaceId: z.string(),
  kind: z.enum(["agent", "person"]).optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
  after: z.string().optional(),
});

/** A page of the space's principals in the order of their ids; `next` is the `after` of the following page. */
export async function listPrincipals(
  ctx: ServiceContext,
  given: z.input<typeof ListPrincipalsInput>,
): Promise<{ principals: PrincipalView[]; next: string | undefined }> {
  await requireSpaceAdmin(ctx);
  const input = parseInput(ListPrincipalsInput, given);
  const rows = await selectPrincipals(ctx.db, { ...input, limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  return { principals: page.map(viewOfPrincipal), next: rows.length > page.length ? page.at(-1)?.id : undefined };
}
