import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { selectTokenIssuers } from "./token-issuer-repository";
import { type TokenIssuerView, viewOfTokenIssuer } from "./token-issuer-view";

const ListTokenIssuersInput = z.object({ spaceId: z.string() });

/** Whose tokens the space takes, by name. */
export async function listTokenIssuers(
  ctx: ServiceContext,
  given: z.infer<typeof ListTokenIssuersInput>,
): Promise<TokenIssuerView[]> {
  await requireSpaceAdmin(ctx);
  const { spaceId } = parseInput(ListTokenIssuersInput, given);
  const rows = await selectTokenIssuers(ctx.db, spaceId);
  return rows.map(({ _count, ...row }) => viewOfTokenIssuer(row, _count.subjects));
}
