/** The closed set of failures. Each surface (tRPC, HTTP, NATS verdict, reconcile retry) maps all of them in one table. */
export const errorCodes = [
  "NOT_FOUND",
  "FORBIDDEN",
  "UNAUTHORIZED",
  "CONFLICT",
  "VALIDATION",
  "LIMIT_EXCEEDED",
  "PRECONDITION_FAILED",
  "UNAVAILABLE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One thing wrong with one field: `path` as the caller wrote it (`spec.authorizedGroups[1]`), `message` with the remedy. */
export interface FieldProblem {
  path: string;
  message: string;
}

interface AppErrorOptions {
  /** A stable, machine-readable cause within the code, such as `channel_archived`. */
  reason?: string;
  fields?: FieldProblem[];
  /** For logs only; never leaves the server. */
  detail?: Record<string, unknown>;
  cause?: unknown;
}

/** A failure whose `message` may be shown to the caller. Anything else that is thrown is logged and answered with a fixed sentence. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly reason: string;
  readonly fields: FieldProblem[];
  readonly detail: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = options.reason ?? code.toLowerCase();
    this.fields = options.fields ?? [];
    this.detail = options.detail ?? {};
  }
}

/** The sentence for everything that is not an AppError. */
export const internalErrorMessage = "Something went wrong on our side. It was logged; please try again.";
