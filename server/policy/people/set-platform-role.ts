import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { changePerson } from "./change-person";
import { closeBelongings } from "./close-belongings";
import { requireMeant, requireOtherAdmin } from "./last-admin";
import { updateUser } from "./repository";

export const platformRoleName = z.enum(["admin", "operator", "observer"]);

export const SetPlatformRoleInput = z.object({
  userId: z.uuid(),
  platformRole: platformRoleName,
  /** An admin who takes their own role away has to say so. */
  isOwnMeant: z.boolean().default(false),
});
export type SetPlatformRoleInput = z.input<typeof SetPlatformRoleInput>;

/** The person has that role on the platform from now on, and connections that lived on the one before are closed. The last admin stays one. */
export async function setPlatformRole(
  ctx: ServiceContext,
  given: SetPlatformRoleInput,
): Promise<{ closed: number; revisions: Record<string, string> }> {
  await requireSpaceAdmin(ctx);
  const { userId, platformRole, isOwnMeant } = parseInput(SetPlatformRoleInput, given);
  const { belongings, revisions } = await changePerson(
    ctx,
    { userId, verb: "person.role" },
    async (tx, user, { otherAdmins }) => {
      const { platformRole: before } = user;
      if (before === platformRole) return { isChanged: false };
      requireMeant(ctx.actor, userId, isOwnMeant, `you would no longer be ${before} but ${platformRole}`);
      requireOtherAdmin(user, otherAdmins);
      await updateUser(tx, userId, { platformRole });
      return { isChanged: true, before: { platformRole: before }, after: { platformRole } };
    },
  );
  return { closed: await closeBelongings(ctx, belongings, "platform role changed"), revisions };
}
