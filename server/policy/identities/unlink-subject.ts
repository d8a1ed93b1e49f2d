import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { closeCredentialsOf } from "../credentials/close-lost-access";
import { parseInput } from "../input";
import { administer } from "./administer";
import { requireTokenIssuer } from "./find-token-issuer";
import { deleteSubject, findSubject } from "./subject-repository";

const UnlinkSubjectInput = z.object({ spaceId: z.string(), issuer: z.string(), subject: z.string() });

/** The subject is nobody from now on, and every credential of the agent it was is closed. */
export async function unlinkSubject(
  ctx: ServiceContext,
  given: z.infer<typeof UnlinkSubjectInput>,
): Promise<{ closed: number }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, issuer, subject } = parseInput(UnlinkSubjectInput, given);
  const { key } = await requireTokenIssuer(ctx.db, spaceId, issuer);
  const agent = await findSubject(ctx.db, key, subject);
  if (agent === undefined) {
    throw new AppError("NOT_FOUND", `No agent is the subject "${subject}" of that issuer.`, {
      reason: "unknown_subject",
    });
  }
  await administer(ctx, { spaceId, verb: "agent-subject.unlink", target: `agent:${agent}` }, async (tx) => {
    await deleteSubject(tx, key, subject);
    return { result: undefined, before: { issuer, subject } };
  });
  return { closed: await closeCredentialsOf(ctx, { spaceId, reason: "agent subject unlinked", principalId: agent }) };
}
