import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { closeLostAccess } from "../credentials/close-lost-access";
import { findPerson, updatePrincipal } from "../identities/repository";
import { parseInput } from "../input";
import { requireMeant } from "./last-admin";
import { deleteStanding } from "./repository";

export const RemoveFromSpaceInput = z.object({
  spaceId: z.string(),
  userId: z.uuid(),
  /** An admin who takes themselves out of the space has to say so. */
  isOwnMeant: z.boolean().default(false),
});
export type RemoveFromSpaceInput = z.input<typeof RemoveFromSpaceInput>;

/**
 * The person is no longer in the space: out of its groups, without roles on its channels, live connections closed. Their id
 * stays theirs, because what they wrote carries it. An invitation brings them back, without groups and roles.
 */
export async function removeFromSpace(
  ctx: ServiceContext,
  given: RemoveFromSpaceInput,
): Promise<{ closed: number; revision: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, userId, isOwnMeant } = parseInput(RemoveFromSpaceInput, given);
  const person = await findPerson(ctx.db, spaceId, userId);
  if (!person) throw new AppError("NOT_FOUND", "They are no person of this space.", { reason: "unknown_person" });
  requireMeant(ctx.actor, userId, isOwnMeant, "you would lose this space");
  const { id, key } = person;
  const { revision } = await changePolicy(
    ctx,
    { spaceId, verb: "person.remove", target: `principal:${id}` },
    async (tx) => {
      const isRemoved = (await findPerson(tx, spaceId, userId))?.disabledAt !== null;
      const { groups, roles } = await deleteStanding(tx, key);
      if (!isRemoved) await updatePrincipal(tx, key, { disabledAt: ctx.clock.now() });
      const isChanged = !isRemoved || groups.length > 0 || roles.length > 0;
      const before = { isInSpace: !isRemoved, groups, roles };
      return { result: undefined, isChanged, before, after: { isInSpace: false }, principals: [id] };
    },
  );
  const closed = await closeLostAccess(ctx, { spaceId, reason: "removed from the space", principals: [id] });
  return { closed, revision };
}
