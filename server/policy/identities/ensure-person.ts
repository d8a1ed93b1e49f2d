import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { changePolicy } from "../change";
import { parseInput } from "../input";
import { addPerson } from "./add-person";
import { findPerson, findUser } from "./repository";
import { type PrincipalView, viewOfPrincipal } from "./view";

const EnsurePersonInput = z.object({ userId: z.uuid(), spaceId: z.string() });

/** The person that the signed-in user is in the space, made on first call with an id from the e-mail address. The same person for ever after. */
export async function ensurePerson(
  ctx: ServiceContext,
  given: z.infer<typeof EnsurePersonInput>,
): Promise<PrincipalView> {
  const { userId, spaceId } = parseInput(EnsurePersonInput, given);
  const { actor } = ctx;
  if (actor.kind !== "service" && !(actor.kind === "user" && actor.userId === userId)) {
    throw new AppError("FORBIDDEN", "Only you yourself can enter a space as yourself.", { reason: "other_user" });
  }
  const known = await findPerson(ctx.db, spaceId, userId);
  if (known) return viewOfPrincipal(known);
  const user = await findUser(ctx.db, userId);
  if (!user || user.disabledAt)
    throw new AppError("FORBIDDEN", "This account is not active.", { reason: "user_disabled" });

  const { result } = await changePolicy(
    ctx,
    { spaceId, verb: "person.enter", target: `user:${user.email}` },
    async (tx) => {
      const meanwhile = await findPerson(tx, spaceId, userId);
      if (meanwhile) return { result: meanwhile, isChanged: false };
      const person = await addPerson(ctx, tx, { spaceId, userId, email: user.email, name: user.name });
      return { result: person, isChanged: true, after: { id: person.id }, principals: [person.id] };
    },
  );
  return viewOfPrincipal(result);
}
