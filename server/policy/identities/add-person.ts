import type { ServiceContext, Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { personIdCandidates } from "./person-id";
import { findTakenIds, insertPrincipal, type PrincipalRow } from "./repository";

const candidatesMax = 1_000;

/** A new person of the space for the user, with the first free id made of the e-mail address. Only within `changePolicy`. */
export async function addPerson(
  ctx: ServiceContext,
  tx: Tx,
  { spaceId, userId, email, name }: { spaceId: string; userId: string; email: string; name: string },
): Promise<PrincipalRow> {
  const candidates = personIdCandidates(email, candidatesMax);
  const taken = await findTakenIds(tx, spaceId, candidates);
  const id = candidates.find((candidate) => !taken.has(candidate));
  if (id === undefined) throw new AppError("LIMIT_EXCEEDED", `Too many people here have an address like ${email}.`);
  return insertPrincipal(tx, { spaceId, id, kind: "person", displayName: name, userId, createdAt: ctx.clock.now() });
}
