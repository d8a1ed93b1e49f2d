import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { administer } from "./administer";
import { requireTokenIssuer } from "./find-token-issuer";
import { countSubjects, deleteTokenIssuerRow, selectAgentsOfIssuer } from "./token-issuer-repository";

const DeleteTokenIssuerInput = z.object({ spaceId: z.string(), issuer: z.string() });

/** The space takes no more of that issuer's tokens; every credential of the agents that were its subjects is closed. */
export async function deleteTokenIssuer(
  ctx: ServiceContext,
  given: z.infer<typeof DeleteTokenIssuerInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, issuer } = parseInput(DeleteTokenIssuerInput, given);
  const target = `issuer:${issuer}`;
  const agents = await administer(ctx, { spaceId, verb: "token-issuer.delete", target }, async (tx) => {
    const { key, audience } = await requireTokenIssuer(tx, spaceId, issuer);
    const linked = await selectAgentsOfIssuer(tx, key);
    const subjects = await countSubjects(tx, key);
    await deleteTokenIssuerRow(tx, key);
    return { result: linked, before: { audience, subjects } };
  });
  let closed = 0;
  for (const principalId of agents) {
    closed += await closeCredentialsOf(ctx, { spaceId, reason: "token issuer deleted", principalId });
  }
  return { closed };
}
