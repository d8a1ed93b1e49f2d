import type { RefusedVerdict } from "./protocol";

export type SdkErrorCode =
  | "NOT_FOUND"
  | "FORBIDDEN"
  | "UNAUTHORIZED"
  | "CONFLICT"
  | "VALIDATION"
  | "LIMIT_EXCEEDED"
  | "PRECONDITION_FAILED"
  | "UNAVAILABLE"
  | "INTERNAL";

interface SdkErrorOptions {
  /** A stable, machine-readable cause within the code, such as `outcome_unknown`. */
  reason?: string;
  fields?: { path: string; message: string }[];
  cause?: unknown;
}

/** What the SDK throws for every failure but a refused message. `message` may be shown to people. */
export class SdkError extends Error {
  override readonly name: string = "SdkError";
  readonly code: SdkErrorCode;
  readonly reason: string;
  readonly fields: { path: string; message: string }[];

  constructor(code: SdkErrorCode, message: string, options: SdkErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.reason = options.reason ?? code.toLowerCase();
    this.fields = options.fields ?? [];
  }
}

/** A message was refused: `verdict` says by which rule, why, and what to do. */
export class VerdictError extends Error {
  override readonly name = "VerdictError";
  readonly verdict: RefusedVerdict;

  constructor(verdict: RefusedVerdict) {
    super(verdict.reason);
    this.verdict = verdict;
  }
}

/** Any thrown value as an `SdkError`: what already has a known `code` keeps it, the rest counts as unavailable. */
export function asSdkError(thrown: unknown): SdkError {
  if (thrown instanceof SdkError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SdkError("UNAVAILABLE", message, { cause: thrown });
}

/** Whether asking again with the same rights is pointless. */
export function isFinalRefusal(error: SdkError): boolean {
  return error.code === "UNAUTHORIZED" || error.code === "FORBIDDEN";
}
