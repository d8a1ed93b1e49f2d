import { qualifiedKind, qualifiedResource, type ResourceType } from "./resources/resource-type";
import type { FieldProblem } from "./schema/problem";

export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/** The API's answer to everything that is not an object. */
export interface Status {
  kind: "Status";
  apiVersion: "v1";
  metadata: object;
  status: "Success" | "Failure";
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

/** A failure as the API reports it. `code` is the HTTP status. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string | undefined, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  toStatus(): Status {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      ...(this.reason ? { reason: this.reason } : {}),
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

function detailsOf(type: ResourceType, name: string): StatusDetails {
  return { name, ...(type.group ? { group: type.group } : {}), kind: type.plural };
}

export function notFound(type: ResourceType, name: string): ApiError {
  return new ApiError(404, "NotFound", `${qualifiedResource(type)} "${name}" not found`, detailsOf(type, name));
}

export function alreadyExists(type: ResourceType, name: string): ApiError {
  return new ApiError(
    409,
    "AlreadyExists",
    `${qualifiedResource(type)} "${name}" already exists`,
    detailsOf(type, name),
  );
}

export function conflict(type: ResourceType, name: string, detail: string): ApiError {
  const message = `Operation cannot be fulfilled on ${qualifiedResource(type)} "${name}": ${detail}`;
  return new ApiError(409, "Conflict", message, detailsOf(type, name));
}

/** A write that was meant for another version of the object. */
export function modifiedMeanwhile(type: ResourceType, name: string): ApiError {
  return conflict(
    type,
    name,
    "the object has been modified; please apply your changes to the latest version and try again",
  );
}

/** A precondition of a deletion that does not hold; this one names the kind, as the API server does. */
export function preconditionFailed(type: ResourceType, name: string, detail: string): ApiError {
  const message = `Operation cannot be fulfilled on ${qualifiedKind(type)} "${name}": ${detail}`;
  return new ApiError(409, "Conflict", message, { ...detailsOf(type, name), kind: type.kind });
}

/** The object breaks its schema: every field is named. */
export function invalid(type: ResourceType, name: string, problems: FieldProblem[]): ApiError {
  const details = { ...detailsOf(type, name), kind: type.kind };
  return new ApiError(422, "Invalid", invalidMessage(qualifiedKind(type), name, problems), {
    ...details,
    causes: causesOf(problems),
  });
}

/** As `invalid`, for what the API server checks about the resource rather than the kind. */
export function invalidResource(type: ResourceType, name: string, problems: FieldProblem[]): ApiError {
  return new ApiError(422, "Invalid", invalidMessage(qualifiedResource(type), name, problems), {
    ...detailsOf(type, name),
    causes: causesOf(problems),
  });
}

/** Options of the request that break their rules. */
export function invalidOptions(kind: string, problems: FieldProblem[]): ApiError {
  return new ApiError(422, "Invalid", invalidMessage(`${kind}.meta.k8s.io`, "", problems), {
    group: "meta.k8s.io",
    kind,
    causes: causesOf(problems),
  });
}

function invalidMessage(subject: string, name: string, problems: FieldProblem[]): string {
  const lines = problems.map(({ field, message }) => `${field}: ${message}`);
  return `${subject} "${name}" is invalid: ${lines.length === 1 ? lines[0] : `[${lines.join(", ")}]`}`;
}

function causesOf(problems: FieldProblem[]): StatusCause[] {
  return problems.map(({ reason, message, field }) => ({ reason, message, field }));
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}

export function forbidden(type: ResourceType, name: string, detail: string, causes?: StatusCause[]): ApiError {
  const message = `${qualifiedResource(type)} "${name}" is forbidden: ${detail}`;
  return new ApiError(403, "Forbidden", message, { ...detailsOf(type, name), ...(causes ? { causes } : {}) });
}

export function methodNotAllowed(why?: string): ApiError {
  const message = why ?? "the server does not allow this method on the requested resource";
  return new ApiError(405, "MethodNotAllowed", message, {});
}

export function unsupportedMediaType(accepted: string[]): ApiError {
  const list = accepted.join(", ");
  return new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${list}`,
  );
}

/** The changes since `version` are no longer kept. */
export function expired(version: bigint, oldest: bigint): ApiError {
  return new ApiError(410, "Expired", `too old resource version: ${version} (${oldest})`);
}

export function tooLargeVersion(version: bigint, current: bigint): ApiError {
  return new ApiError(504, "Timeout", `Timeout: Too large resource version: ${version}, current: ${current}`, {
    causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
    retryAfterSeconds: 1,
  });
}
