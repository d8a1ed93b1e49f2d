import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { changePerson } from "./change-person";
import { closeBelongings } from "./close-belongings";
import { requireMeant, requireOtherAdmin } from "./last-admin";
import { updateUser } from "./repository";

export const SetUserDisabledInput = z.object({
  userId: z.uuid(),
  isDisabled: z.boolean(),
  /** An admin who switches their own account off has to say so. */
  isOwnMeant: z.boolean().default(false),
});
export type SetUserDisabledInput = z.input<typeof SetUserDisabledInput>;

/**
 * A disabled account signs in nowhere: its sessions and live connections end at once, in every space. Enabling it gives back
 * what its roles and groups allow. The last admin cannot be disabled.
 */
export async function setUserDisabled(
  ctx: ServiceContext,
  given: SetUserDisabledInput,
): Promise<{ closed: number; revisions: Record<string, string> }> {
  await requireSpaceAdmin(ctx);
  const { userId, isDisabled, isOwnMeant } = parseInput(SetUserDisabledInput, given);
  const { belongings, revisions } = await changePerson(
    ctx,
    { userId, verb: isDisabled ? "person.disable" : "person.enable" },
    async (tx, user, { otherAdmins }) => {
      const wasDisabled = user.disabledAt !== null;
      if (wasDisabled === isDisabled) return { isChanged: false };
      if (isDisabled) {
        requireMeant(ctx.actor, userId, isOwnMeant, "you would be signed out and could not sign in again");
        requireOtherAdmin(user, otherAdmins);
      }
      await updateUser(tx, userId, { disabledAt: isDisabled ? ctx.clock.now() : null });
      return { isChanged: true, before: { isDisabled: wasDisabled }, after: { isDisabled } };
    },
  );
  return { closed: await closeBelongings(ctx, belongings, "account switched off"), revisions };
}
