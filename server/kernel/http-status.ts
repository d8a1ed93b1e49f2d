import type { AppError, ErrorCode } from "./errors";

const statuses: Record<ErrorCode, number> = {
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

/** The one table from failures to HTTP, for every surface that speaks it by itself. */
export function httpStatusOf({ code, reason }: Pick<AppError, "code" | "reason">): number {
  return sizeReasons.has(reason) ? contentTooLarge : statuses[code];
}
