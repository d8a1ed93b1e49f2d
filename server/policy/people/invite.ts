import { z } from "zod";
import type { ServiceContext, Tx } from "@/server/db";
import { AppError, createPassword, hashPassword, type PlatformRole } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { changePolicy } from "../change";
import { addPerson } from "../identities/add-person";
import { findPerson, updatePrincipal } from "../identities/repository";
import { parseInput } from "../input";
import { findUserByEmail, insertUser, selectPeople, type UserRow } from "./repository";
import { platformRoleName } from "./set-platform-role";
import { type PersonView, viewOfPerson } from "./view";

const nameCharactersMax = 120;

export const InvitePersonInput = z.object({
  spaceId: z.string(),
  email: z.string().max(254, "at most 254 characters").trim().toLowerCase().pipe(z.email("an e-mail address")),
  name: z
    .string()
    .trim()
    .min(1, "a name")
    .max(nameCharactersMax, `at most ${nameCharactersMax} characters`)
    .refine((name) => !/[\p{Cc}\p{Cf}]/u.test(name), "no control or invisible characters"),
  platformRole: platformRoleName,
});
export type InvitePersonInput = z.input<typeof InvitePersonInput>;

export interface Invited {
  person: PersonView;
  /** For a new account: generated, kept as a hash alone and shown this once. Null: they sign in as they do already. */
  password: string | null;
  revision: string;
}

/**
 * The person can sign in and is in the space. Somebody who has an account keeps it as it is; somebody who was removed from the
 * space is back in it. Throws CONFLICT naming the field when they are in the space already or known in another role.
 */
export async function invitePerson(ctx: ServiceContext, given: InvitePersonInput): Promise<Invited> {
  await requireSpaceAdmin(ctx);
  const { spaceId, ...asked } = parseInput(InvitePersonInput, given);
  const { email } = asked;
  const password = (await findUserByEmail(ctx.db, email)) ? undefined : createPassword();
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const { result, revision } = await changePolicy(
    ctx,
    { spaceId, verb: "person.invite", target: `user:${email}` },
    async (tx) => {
      const account = passwordHash === undefined ? undefined : { ...asked, passwordHash, createdAt: ctx.clock.now() };
      const isNew = account !== undefined && (await insertUser(tx, account));
      const user = await findUserByEmail(tx, email);
      if (!user) throw new AppError("CONFLICT", `The account of ${email} was removed meanwhile; try again.`);
      if (!isNew) requireWelcome(user, asked.platformRole);
      const id = await letIn(ctx, tx, spaceId, user);
      const { name, platformRole } = user;
      const after = { principal: id, name, platformRole, hasNewAccount: isNew };
      return { result: { user, isNew }, isChanged: true, after, principals: [id] };
    },
  );
  const { user, isNew } = result;
  const [row] = await selectPeople(ctx.db, { spaceId, userId: user.id, limit: 1 });
  if (!row) throw new AppError("INTERNAL", "The invitation was undone at once.");
  return { person: viewOfPerson(row), password: isNew ? (password ?? null) : null, revision };
}

function requireWelcome({ email, disabledAt, platformRole }: UserRow, asked: PlatformRole): void {
  if (disabledAt !== null) {
    const fields = [{ path: "email", message: "this account is switched off: switch it on first" }];
    throw new AppError("CONFLICT", `The account of ${email} is switched off.`, { reason: "user_disabled", fields });
  }
  if (platformRole === asked) return;
  const fields = [{ path: "platformRole", message: `${platformRole}: it can be changed afterwards` }];
  const message = `${email} has an account already, with the platform role ${platformRole}.`;
  throw new AppError("CONFLICT", message, { reason: "other_role", fields });
}

async function letIn(ctx: ServiceContext, tx: Tx, spaceId: string, user: UserRow): Promise<string> {
  const person = await findPerson(tx, spaceId, user.id);
  if (!person) return (await addPerson(ctx, tx, { spaceId, userId: user.id, email: user.email, name: user.name })).id;
  if (person.disabledAt === null) {
    const fields = [{ path: "email", message: "somebody who is not in this space yet" }];
    throw new AppError("CONFLICT", `${user.email} is in this space already.`, { reason: "already_here", fields });
  }
  await updatePrincipal(tx, person.key, { disabledAt: null });
  return person.id;
}
