import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { AppError, type ErrorCode, internalErrorMessage, type Logger } from "@/server/kernel";
import type { FailureData } from "./views";

/** Every failure of the services as tRPC says it. */
const codes: Record<ErrorCode, TRPC_ERROR_CODE_KEY> = {
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  UNAUTHORIZED: "UNAUTHORIZED",
  CONFLICT: "CONFLICT",
  VALIDATION: "UNPROCESSABLE_CONTENT",
  LIMIT_EXCEEDED: "TOO_MANY_REQUESTS",
  PRECONDITION_FAILED: "PRECONDITION_FAILED",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  INTERNAL: "INTERNAL_SERVER_ERROR",
};

/** The failure as the caller may see it. What no service threw on purpose is logged and becomes a fixed sentence. */
export function translateError(error: TRPCError, log: Logger, path: string): TRPCError {
  const { cause } = error;
  if (cause instanceof AppError) {
    if (cause.code === "INTERNAL" || cause.code === "UNAVAILABLE") log.error({ err: cause, path }, "a call failed");
    return new TRPCError({ code: codes[cause.code], message: cause.message, cause });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  log.error({ err: cause ?? error, path }, "a call failed");
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: internalErrorMessage });
}

/** `reason` and `fields` of a failure, from the AppError or the input's schema. */
export function failureData(error: TRPCError): FailureData {
  const { cause } = error;
  if (cause instanceof AppError) return { reason: cause.reason, fields: cause.fields };
  if (cause instanceof ZodError) {
    const fields = cause.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
    return { reason: "validation", fields };
  }
  return { reason: error.code.toLowerCase(), fields: [] };
}

/** The sentence for an input that its schema refused; tRPC's own would be a list in JSON. */
export function messageOf(error: TRPCError): string {
  if (!(error.cause instanceof ZodError)) return error.message;
  const [issue] = error.cause.issues;
  return issue ? `${issue.path.join(".") || "input"}: ${issue.message}` : "The input is not valid.";
}
