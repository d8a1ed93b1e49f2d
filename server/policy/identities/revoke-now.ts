import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput, principalId } from "../input";
import { administer } from "./administer";
import { findPrincipal } from "./repository";

const RevokeNowInput = z.object({ spaceId: z.string(), principalId });

/**
 * Ends every live credential of the principal and with it its connections; `closed` is how many there were. What it may
 * do stays as it is: it comes back as soon as it proves again who it is. To keep it out, disable it or revoke its keys.
 */
export async function revokeNow(
  ctx: ServiceContext,
  given: z.infer<typeof RevokeNowInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, principalId: id } = parseInput(RevokeNowInput, given);
  const principal = await findPrincipal(ctx.db, spaceId, id);
  if (!principal) {
    throw new AppError("NOT_FOUND", `There is no principal "${id}" in this space.`, { reason: "unknown_principal" });
  }
  const closed = await closeCredentialsOf(ctx, { spaceId, reason: "revoked by an admin", principalId: id });
  const target = `${principal.kind}:${id}`;
  await administer(ctx, { spaceId, verb: "principal.revoke-now", target }, async () => ({
    result: undefined,
    after: { closed },
  }));
  return { closed };
}
