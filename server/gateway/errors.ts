import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { AppError, type ErrorCode, httpStatusOf, internalErrorMessage } from "@/server/kernel";
import type { ErrorAnswer } from "./schemas/error";

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
  if (error instanceof AppError) return send(reply, httpStatusOf(error), error);
  const status = error.statusCode ?? 500;
  const known = codeOfStatus[status];
  if (known) return send(reply, status, new AppError(known.code, known.message, { reason: reasonOf(error) }));
  request.log.error({ err: error, requestId: request.id }, "a request failed");
  return send(reply, 500, new AppError("INTERNAL", internalErrorMessage));
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
  if (status === 401) reply.header("www-authenticate", "Bearer");
  const { retryAfterMs = status === 503 ? 1_000 : undefined } = error.detail;
  if (typeof retryAfterMs === "number") {
    reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  }
  const answer: ErrorAnswer = { error: { code, reason, message, fields } };
  return reply.status(status).type("application/json").send(answer);
}

function reasonOf({ code }: FastifyError): string {
  return code.toLowerCase().replace(/^fst_err_(ctp_)?/, "");
}
