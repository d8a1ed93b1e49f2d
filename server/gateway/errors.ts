import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { AppError, type ErrorCode, internalErrorMessage } from "@/server/kernel";
import type { ErrorAnswer } from "./schemas/error";

/** The one table from failures to HTTP. */
export const statusOfError: Record<ErrorCode, number> = {
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

/** What Fastify itself refuses, before a route sees the request. */
const codeOfStatus: Record<number, { code: ErrorCode; message: string }> = {
  400: { code: "VALIDATION", message: "The request is not valid: its body has to be JSON." },
  413: { code: "LIMIT_EXCEEDED", message: "The request is too large." },
  415: { code: "VALIDATION", message: "This content type is not taken: send application/json." },
};

/** Answers any failure in the one form. What is not an AppError is logged with its cause and answered with a fixed sentence. */
export function answerError(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof AppError) return send(reply, statusOf(error), error);
  const status = error.statusCode ?? 500;
  const known = codeOfStatus[status];
  if (known) return send(reply, status, new AppError(known.code, known.message, { reason: reasonOf(error) }));
  request.log.error({ err: error, requestId: request.id }, "a request failed");
  return send(reply, statusOfError.INTERNAL, new AppError("INTERNAL", internalErrorMessage));
}

/** Limits that waiting does not lift. */
const sizeReasons = new Set(["too_large", "space_quota"]);
const contentTooLarge = 413;

function statusOf({ code, reason }: AppError): number {
  return sizeReasons.has(reason) ? contentTooLarge : statusOfError[code];
}

export function answerUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path] = request.url.split("?");
  return send(
    reply,
    404,
    new AppError("NOT_FOUND", `There is no ${request.method} ${path} here.`, { reason: "route" }),
  );
}

function send(reply: FastifyReply, status: number, error: AppError): FastifyReply {
  const { code, reason, message, fields } = error;
  if (status === statusOfError.UNAUTHORIZED) reply.header("www-authenticate", "Bearer");
  const { retryAfterMs = status === statusOfError.UNAVAILABLE ? 1_000 : undefined } = error.detail;
  if (typeof retryAfterMs === "number") {
    reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  }
  const answer: ErrorAnswer = { error: { code, reason, message, fields } };
  return reply.status(status).type("application/json").send(answer);
}

function reasonOf({ code }: FastifyError): string {
  return code.toLowerCase().replace(/^fst_err_(ctp_)?/, "");
}
