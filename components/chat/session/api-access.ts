import { failureOf, type useApiClient } from "@/components/api";
import type { AccessSource } from "@/sdk";
import { SdkError, type SdkErrorCode } from "@/sdk/errors";

const codes: Record<string, SdkErrorCode> = {
  NOT_FOUND: "NOT_FOUND",
  FORBIDDEN: "FORBIDDEN",
  UNAUTHORIZED: "UNAUTHORIZED",
  CONFLICT: "CONFLICT",
  UNPROCESSABLE_CONTENT: "VALIDATION",
  BAD_REQUEST: "VALIDATION",
  TOO_MANY_REQUESTS: "LIMIT_EXCEEDED",
  PRECONDITION_FAILED: "PRECONDITION_FAILED",
  INTERNAL_SERVER_ERROR: "INTERNAL",
};

/** A signed-in person's way to credentials and history: the console's own API. Throws `SdkError`. */
export function apiAccess(client: ReturnType<typeof useApiClient>, spaceId: string): AccessSource {
  return {
    issueCredential: (publicKey) => translated(client.session.credential.mutate({ spaceId, publicKey })),
    readHistory: (query) => translated(client.messages.read.query({ spaceId, query })),
  };
}

/** Whether a place may not be read, as opposed to could not be. */
export function isReadRefusal(error: unknown): boolean {
  return error instanceof SdkError && (error.code === "FORBIDDEN" || error.code === "NOT_FOUND");
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    const { code, message, reason, fields } = failureOf(error);
    throw new SdkError(codes[code] ?? "UNAVAILABLE", message, { reason, fields, cause: error });
  }
}
