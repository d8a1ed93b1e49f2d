import { AppError, httpStatusOf, internalErrorMessage, type Logger } from "@/server/kernel";

/** What a route handler that is no procedure answers to a failure. What no service threw on purpose is logged and becomes a fixed sentence. */
export function answerFailure(error: unknown, log: Logger, what: string): Response {
  if (error instanceof AppError) return refusal(error);
  log.error({ err: error }, `${what} failed`);
  return refusal(new AppError("INTERNAL", internalErrorMessage));
}

function refusal(error: AppError): Response {
  const { code, reason, message, fields } = error;
  return Response.json({ error: { code, reason, message, fields } }, { status: httpStatusOf(error) });
}
