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

/** Marks an AppError for every copy of this module: a bundler may put one into each of its bundles, and they throw into each other. */
const mark = Symbol.for("parley.AppError");

/** A failure whose `message` may be shown to the caller. Anything else that is thrown is logged and answered with a fixed sentence. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly [mark] = true;
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

  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === "object" && value !== null && mark in value;
  }
}

/** The sentence for everything that is not an AppError. */
export const internalErrorMessage = "Something went wrong on our side. It was logged; please try again.";
