import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { createPassword, hashPassword } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { changePerson } from "./change-person";
import { requireSomebodyElse } from "./last-admin";
import { updateUser } from "./repository";

const ResetPasswordInput = z.object({ userId: z.uuid() });

/**
 * A new password, generated and shown this once. Sessions that began under the one before end, and so do the live
 * connections that came of them. Not for one's own account: one would be signed out before one could read it.
 */
export async function resetPassword(
  ctx: ServiceContext,
  given: z.infer<typeof ResetPasswordInput>,
): Promise<{ password: string; closed: number }> {
  await requireSpaceAdmin(ctx);
  const { userId } = parseInput(ResetPasswordInput, given);
  requireSomebodyElse(ctx.actor, userId);
  const password = createPassword();
  const passwordHash = await hashPassword(password);
  const { belongings } = await changePerson(ctx, { userId, verb: "person.password" }, async (tx, { hasPassword }) => {
    await updateUser(tx, userId, { passwordHash });
    return { isChanged: true, before: { hasPassword }, after: { hasPassword: true } };
  });
  let closed = 0;
  for (const { spaceId, id: principalId } of belongings) {
    closed += await closeCredentialsOf(ctx, { spaceId, reason: "password reset", principalId });
  }
  return { password, closed };
}
