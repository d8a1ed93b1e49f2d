import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { decide } from "./decide";
import type { Facts } from "./facts";
import { loadFacts } from "./facts-repository";
import { isOlder } from "./revision";
import type { Decision, PermissionRequest } from "./types";

/** Answers from the database. Throws NOT_FOUND for an unknown space and UNAVAILABLE when `atLeastRevision` has not been reached. */
export async function readDecision(db: Tx, request: PermissionRequest): Promise<Decision> {
  const { spaceId, principal, place } = request;
  const [facts] = (await loadFacts(db, spaceId, [{ principal, place }])) ?? [];
  return answer(request, facts);
}

/** The decision of facts that were read for the request; throws as `readDecision` does. */
export function answer(request: PermissionRequest, facts: Facts | undefined): Decision {
  const { spaceId, atLeastRevision } = request;
  if (!facts) throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
  if (atLeastRevision !== undefined && isOlder(facts.revision, atLeastRevision)) {
    throw new AppError("UNAVAILABLE", "The change you refer to has not arrived here yet; try again in a moment.", {
      reason: "revision_not_reached",
      detail: { spaceId, revision: facts.revision, atLeastRevision },
    });
  }
  return decide(request, facts);
}
