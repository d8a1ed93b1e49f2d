import type { FailureData } from "@/server/api";

export interface Failure extends FailureData {
  /** For people: what happened. */
  message: string;
  /** tRPC's name of the failure, or `OFFLINE` when no answer came. */
  code: string;
  /** The same call may succeed later. */
  mayPass: boolean;
}

const passing = new Set(["OFFLINE", "SERVICE_UNAVAILABLE", "INTERNAL_SERVER_ERROR", "TIMEOUT", "TOO_MANY_REQUESTS"]);
const unreachable = "The server cannot be reached. Check your connection and try again.";

/** What a failed call of the API says, whatever was thrown. */
export function failureOf(error: unknown): Failure {
  const data = dataOf(error);
  const code = typeof data?.code === "string" ? data.code : "OFFLINE";
  const message = data && error instanceof Error ? error.message : unreachable;
  return {
    message,
    code,
    reason: typeof data?.reason === "string" ? data.reason : code.toLowerCase(),
    fields: Array.isArray(data?.fields) ? data.fields : [],
    mayPass: passing.has(code),
  };
}

function dataOf(error: unknown): { code?: unknown; reason?: unknown; fields?: unknown } | undefined {
  if (typeof error !== "object" || error === null || !("data" in error)) return undefined;
  const { data } = error;
  return typeof data === "object" && data !== null ? data : undefined;
}
