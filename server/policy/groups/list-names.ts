import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { parseInput } from "../input";
import { selectGroupNames } from "./repository";

const namesMax = 1_000;

const ListGroupNamesInput = z.object({ spaceId: z.string() });

/** The first thousand names of the space's groups, in their order: what forms suggest. Names alone are no secret in a space. */
export async function listGroupNames(
  ctx: ServiceContext,
  given: z.input<typeof ListGroupNamesInput>,
): Promise<string[]> {
  const { spaceId } = parseInput(ListGroupNamesInput, given);
  return selectGroupNames(ctx.db, spaceId, namesMax);
}
