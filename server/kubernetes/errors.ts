import { AppError, type ErrorCode, type FieldProblem } from "@/server/kernel";

/** `metav1.Status`, as the API server answers failures. */
export interface ApiStatus {
  message?: string;
  reason?: string;
  code?: number;
  details?: { causes?: { field?: string; message?: string }[]; retryAfterSeconds?: number };
}

const expiredReason = "resource_version_expired";

/** Whether a list or watch must start over because its resource version is no longer kept (HTTP 410). */
export function isExpired(error: unknown): boolean {
  return error instanceof AppError && error.reason === expiredReason;
}

/** Whether the API server has no such object (HTTP 404). */
export function isNotFound(error: unknown): boolean {
  return error instanceof AppError && error.code === "NOT_FOUND";
}

/** Whether the object changed since it was read, or its name is taken (HTTP 409). */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === "CONFLICT";
}

const codes: Record<number, { code: ErrorCode; reason: string }> = {
  400: { code: "VALIDATION", reason: "bad_request" },
  404: { code: "NOT_FOUND", reason: "not_found" },
  409: { code: "CONFLICT", reason: "conflict" },
  410: { code: "UNAVAILABLE", reason: expiredReason },
  422: { code: "VALIDATION", reason: "invalid" },
};

/** The failure an API server's answer means. Never by message text: only by HTTP status and `reason`. */
export function errorOfStatus(httpStatus: number, status: ApiStatus, request: string): AppError {
  const known = codes[status.code ?? httpStatus] ?? codes[httpStatus];
  const text = status.message ?? `The Kubernetes API answered ${httpStatus}.`;
  const detail = { request, httpStatus, kubernetesReason: status.reason };
  if (known === undefined) {
    const reason = httpStatus === 401 || httpStatus === 403 ? "kubernetes_forbidden" : "kubernetes_unavailable";
    return new AppError("UNAVAILABLE", `Kubernetes refused ${request}: ${text}`, { reason, detail });
  }
  const reason = status.reason === "AlreadyExists" ? "already_exists" : known.reason;
  return new AppError(known.code, text, { reason, fields: fieldsOf(status), detail });
}

/** The failure of a request that got no answer. */
export function errorOfTransport(error: unknown, request: string, server: string): AppError {
  if (error instanceof AppError) return error;
  return new AppError("UNAVAILABLE", `The Kubernetes API at ${server} cannot be reached.`, {
    reason: "kubernetes_unreachable",
    detail: { request },
    cause: error,
  });
}

function fieldsOf(status: ApiStatus): FieldProblem[] {
  return (status.details?.causes ?? [])
    .filter((cause) => cause.field !== undefined && cause.field !== "<nil>")
    .map((cause) => ({ path: cause.field ?? "", message: cause.message ?? "is not valid" }));
}
