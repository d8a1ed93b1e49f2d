import type { SignedInUser } from "@/server/auth";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { ensurePerson } from "@/server/policy";
import { findSpaceFor } from "./repository";

/**
 * The id of the user's Person in the space. Admins get one on their first visit. A space that does not exist and one the user has no
 * part in give the same answer.
 */
export async function enterSpace(ctx: ServiceContext, input: { spaceId: string; user: SignedInUser }): Promise<string> {
  const { spaceId, user } = input;
  const space = await findSpaceFor(ctx.db, { spaceId, userId: user.id });
  const person = space?.principals[0];
  if (!space || (!person && user.actor.platformRole !== "admin")) {
    throw new AppError("NOT_FOUND", "There is no such space, or you have no part in it.", { reason: "unknown_space" });
  }
  if (person?.disabledAt) {
    throw new AppError("FORBIDDEN", "Your access to this space is switched off. An admin can switch it on again.", {
      reason: "person_disabled",
    });
  }
  return person?.id ?? (await ensurePerson(ctx, { spaceId, userId: user.id })).id;
}
