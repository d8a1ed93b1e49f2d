import { type PolicyAnswer, type PolicyVerb, policyVerbs } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError, internalErrorMessage, type Logger } from "@/server/kernel";
import type { ServedVerb } from "./verbs";

/** Runs the verb on a request's body and gives its answer; any failure becomes a coded one. Never throws. */
export async function answerRequest(
  ctx: ServiceContext,
  request: { spaceId: string; verb: PolicyVerb | undefined; body: Uint8Array },
  verbs: Record<PolicyVerb, ServedVerb>,
): Promise<PolicyAnswer> {
  try {
    const { spaceId, verb, body } = request;
    if (verb === undefined) {
      const message = `There is no such verb; there are ${policyVerbs.join(", ")}.`;
      throw new AppError("NOT_FOUND", message, { reason: "unknown_verb" });
    }
    return { result: await verbs[verb](ctx, { ...readInput(body), spaceId }) };
  } catch (err) {
    return answerFailure(err, ctx.log);
  }
}

/** What is not an AppError is logged with its cause and answered with a fixed sentence. */
export function answerFailure(err: unknown, log: Logger): PolicyAnswer {
  const known = err instanceof AppError ? err : new AppError("INTERNAL", internalErrorMessage);
  if (known !== err) log.error({ err }, "a policy request failed");
  const { code, reason, message, fields } = known;
  return { error: { code, reason, message, fields } };
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function readInput(body: Uint8Array): object {
  try {
    const input: unknown = body.length === 0 ? {} : JSON.parse(decoder.decode(body));
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input;
  } catch {
    // Answered below, like anything else that is no object.
  }
  const message = "a JSON object in UTF-8 with what the verb takes";
  throw new AppError("VALIDATION", `body: ${message}`, { fields: [{ path: "body", message }] });
}
