import type { Place } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError, describeActor } from "@/server/kernel";
import { decide } from "./decide";
import { decisionLogOf } from "./decision-log";
import { loadFacts } from "./facts-repository";
import { readDecision } from "./read-decision";
import type { Decision, Denial, PermissionRequest } from "./types";

/**
 * Whether the principal may do it, with the reason and how the right comes about, read from the database in one
 * statement. A denial is an answer, not an error; denials and a sample of the grants go to the decision log.
 * Throws NOT_FOUND for an unknown space, UNAVAILABLE when `atLeastRevision` has not been reached.
 */
export async function checkPermission(ctx: ServiceContext, request: PermissionRequest): Promise<Decision> {
  const decision = await readDecision(ctx.db, request);
  decisionLogOf(ctx).record(request, decision, request.via ?? describeActor(ctx.actor));
  return decision;
}

/** Like `checkPermission`, but throws the denial as FORBIDDEN with its reason as the message; NOT_FOUND only to those who may know that a place is not there. */
export async function requirePermission(ctx: ServiceContext, request: PermissionRequest): Promise<Decision> {
  const decision = await checkPermission(ctx, request);
  if (!decision.allowed) throw denialError(decision);
  return decision;
}

/** What the principal may hear of a denial: it never tells a place that is closed to them from one that does not exist. */
export function toldOf(decision: Pick<Decision, "code" | "rule" | "reason" | "told">): Denial {
  const { code = "forbidden", rule, reason } = decision.told ?? decision;
  return { code, rule, reason };
}

/** The error that says to the principal what a denial says. */
export function denialError(decision: Decision): AppError {
  const { code, reason } = toldOf(decision);
  const isUnknown = code === "unknown_channel" || code === "unknown_thread";
  return new AppError(isUnknown ? "NOT_FOUND" : "FORBIDDEN", reason, {
    reason: code,
    detail: { rule: decision.rule, reason: decision.reason, path: decision.path, revision: decision.revision },
  });
}

/** The answer as the principal itself may see it: what `toldOf` says in place of what would give away that a place exists. */
export function answerToPrincipal(decision: Decision, place: Place | undefined): Decision {
  const { told, revision, path } = decision;
  if (!told) return decision;
  return { allowed: false, ...told, path: path.slice(0, 1), revision, isPrivate: place?.isPrivate ?? false };
}

export interface AccessDescription {
  read: Decision;
  post: Decision;
}

/** What a principal may do at a place and why, for people to read. Asks no one's permission and leaves no trace in the decision log. */
export async function describeAccess(
  ctx: ServiceContext,
  input: { spaceId: string; principal: string; place: Place },
): Promise<AccessDescription> {
  const [facts] = (await loadFacts(ctx.db, input.spaceId, [input])) ?? [];
  if (!facts) throw new AppError("NOT_FOUND", `There is no space "${input.spaceId}".`, { reason: "unknown_space" });
  return {
    read: decide({ ...input, action: "channel.read" }, facts),
    post: decide({ ...input, action: "channel.post" }, facts),
  };
}
