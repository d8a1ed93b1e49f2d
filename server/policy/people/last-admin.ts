import { type Actor, AppError } from "@/server/kernel";
import type { UserRow } from "./repository";

/** Throws PRECONDITION_FAILED when nobody could administer the platform any more. */
export function requireOtherAdmin({ platformRole, disabledAt, email }: UserRow, otherAdmins: number): void {
  if (platformRole !== "admin" || disabledAt !== null || otherAdmins > 0) return;
  const message = `${email} is the last admin who can sign in: make somebody else an admin first.`;
  throw new AppError("PRECONDITION_FAILED", message, { reason: "last_admin" });
}

/** Throws PRECONDITION_FAILED when somebody does to themselves what takes away their own rights, unless they said that they know. */
export function requireMeant(actor: Actor, userId: string, isOwnMeant: boolean, what: string): void {
  if (actor.kind !== "user" || actor.userId !== userId || isOwnMeant) return;
  const message = `This is your own account: ${what}. Say that you mean it.`;
  const fields = [{ path: "isOwnMeant", message: "true, when you mean yourself" }];
  throw new AppError("PRECONDITION_FAILED", message, { reason: "own_account", fields });
}

/** Throws PRECONDITION_FAILED when somebody would be signed out by their own act before they have read what it gives them. */
export function requireSomebodyElse(actor: Actor, userId: string): void {
  if (actor.kind !== "user" || actor.userId !== userId) return;
  const message = "You would be signed out before you could read it: ask another admin to give you a new password.";
  throw new AppError("PRECONDITION_FAILED", message, { reason: "own_account" });
}
