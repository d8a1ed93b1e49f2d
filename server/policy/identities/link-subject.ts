import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requireSpaceAdmin } from "../authorize";
import { parseInput, principalId } from "../input";
import { administer, requireAgent } from "./administer";
import { requireTokenIssuer } from "./find-token-issuer";
import { findSubject, insertSubject } from "./subject-repository";

export const LinkSubjectInput = z.object({
  spaceId: z.string(),
  /** One of the space's, to the letter. */
  issuer: z.string(),
  /** The `sub` of its tokens, such as `system:serviceaccount:edge:detector`. */
  subject: z
    .string()
    .min(1, "a subject")
    .max(500, "at most 500 characters")
    .refine(
      (given) => !/\p{Cc}/u.test(given) && given.trim() === given,
      "no spaces around it and no control characters",
    ),
  principalId,
});
export type LinkSubjectInput = z.infer<typeof LinkSubjectInput>;

/** Whoever bears that issuer's token for the subject is the agent; called again it changes nothing. CONFLICT when the subject is another agent's. */
export async function linkSubject(
  ctx: ServiceContext,
  given: LinkSubjectInput,
): Promise<{ issuer: string; subject: string; principalId: string }> {
  await requireSpaceAdmin(ctx);
  const { spaceId, issuer, subject, principalId: id } = parseInput(LinkSubjectInput, given);
  await administer(ctx, { spaceId, verb: "agent-subject.link", target: `agent:${id}` }, async (tx) => {
    const agent = await requireAgent(tx, spaceId, id);
    const { key: issuerKey } = await requireTokenIssuer(tx, spaceId, issuer);
    const row = { issuerKey, subject, principalKey: agent.key, createdAt: ctx.clock.now() };
    const isChanged = await insertSubject(tx, row);
    const owner = isChanged ? id : await findSubject(tx, issuerKey, subject);
    if (owner !== id) {
      throw new AppError("CONFLICT", `This subject is the agent "${owner}": unlink it there first.`, {
        reason: "subject_taken",
        fields: [{ path: "subject", message: "a subject that is no agent's yet" }],
      });
    }
    return { result: undefined, isChanged, after: { issuer, subject } };
  });
  return { issuer, subject, principalId: id };
}
