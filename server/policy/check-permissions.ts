import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError, describeActor, type FieldProblem } from "@/server/kernel";
import { isPrivileged, principalOf } from "./authorize";
import { answerToPrincipal } from "./check";
import { decisionLogOf } from "./decision-log";
import { loadFacts } from "./facts-repository";
import { parseInput, placeInput, principalId, revisionNumber, spaceName } from "./input";
import { answer } from "./read-decision";
import { actions, type Decision } from "./types";

const requestsMax = 1_000;
const problemsMax = 20;

export const CheckPermissionsInput = z.object({
  spaceId: spaceName,
  requests: z
    .array(z.object({ principal: principalId, action: z.enum(actions), place: placeInput.optional() }))
    .min(1, "at least one request")
    .max(requestsMax, `at most ${requestsMax} requests`),
  /** The answers are not older than this revision. */
  atLeastRevision: revisionNumber.optional(),
});
export type CheckPermissionsInput = z.input<typeof CheckPermissionsInput>;

/**
 * The answer of `checkPermission` to each request, in the order asked, all from one consistent picture of the space. Services
 * and admins ask for anybody; others for themselves, and hear what they would be told. Throws UNAVAILABLE when
 * `atLeastRevision` has not been reached.
 */
export async function checkPermissions(ctx: ServiceContext, given: CheckPermissionsInput): Promise<Decision[]> {
  const { spaceId, requests, atLeastRevision } = parseInput(CheckPermissionsInput, given);
  const isForAnybody = await isPrivileged(ctx);
  if (!isForAnybody) await requireOnlySelf(ctx, spaceId, requests);
  const facts = await loadFacts(ctx.db, spaceId, requests);
  const log = decisionLogOf(ctx);
  return requests.map((asked, index) => {
    const request = { ...asked, spaceId, atLeastRevision };
    const decision = answer(request, facts?.[index]);
    log.record(request, decision, ctx.origin?.via ?? describeActor(ctx.actor));
    return isForAnybody ? decision : answerToPrincipal(decision, asked.place);
  });
}

async function requireOnlySelf(ctx: ServiceContext, spaceId: string, requests: { principal: string }[]): Promise<void> {
  const self = await principalOf(ctx, spaceId);
  const fields: FieldProblem[] = requests.flatMap(({ principal }, index) =>
    principal === self ? [] : { path: `requests[${index}].principal`, message: `you are not "${principal}"` },
  );
  if (fields.length === 0) return;
  throw new AppError("FORBIDDEN", "You can ask what you may do yourself, and nothing about others.", {
    reason: "other_principal",
    fields: fields.slice(0, problemsMax),
  });
}
