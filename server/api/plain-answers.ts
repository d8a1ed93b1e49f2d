import { AppError, type ErrorCode, internalErrorMessage, type Logger } from "@/server/kernel";

const statusOf: Record<ErrorCode, number> = {
  VALIDATION: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  LIMIT_EXCEEDED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** Limits that waiting does not lift. */
const sizeReasons = new Set(["too_large", "space_quota"]);
const contentTooLarge = 413;

/** What a route handler that is no procedure answers to a failure. What no service threw on purpose is logged and becomes a fixed sentence. */
export function answerFailure(error: unknown, log: Logger, what: string): Response {
  if (error instanceof AppError) return refusal(error);
  log.error({ err: error }, `${what} failed`);
  return refusal(new AppError("INTERNAL", internalErrorMessage));
}

function refusal({ code, reason, message, fields }: AppError): Response {
  const status = sizeReasons.has(reason) ? contentTooLarge : statusOf[code];
  return Response.json({ error: { code, reason, message, fields } }, { status });
}
