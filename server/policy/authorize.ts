import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { findPerson, findPlatformRole, findPrincipal } from "./identities/repository";

/** Lets the platform's own services and people with the platform role admin pass; throws FORBIDDEN for everybody else. */
export async function requireSpaceAdmin(ctx: ServiceContext): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === "service") return;
  // The session may be older than the role: the row decides.
  if (actor.kind === "user" && (await findPlatformRole(ctx.db, actor.userId)) === "admin") return;
  throw new AppError("FORBIDDEN", "Only people with the platform role admin may do this.", { reason: "space.admin" });
}

/** Lets a principal act for itself, and services for anybody; throws FORBIDDEN for everybody else. */
export async function requireSelf(ctx: ServiceContext, spaceId: string, principalId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === "service") return;
  if (actor.kind === "agent" && actor.spaceId === spaceId && actor.principalId === principalId) return;
  if (actor.kind === "user") {
    const principal = await findPrincipal(ctx.db, spaceId, principalId);
    if (principal?.userId === actor.userId) return;
  }
  throw new AppError("FORBIDDEN", `You are not "${principalId}" and cannot act for it.`, { reason: "other_principal" });
}

/** The id of the principal that the actor is in the space; `undefined` for services and for people without one there. */
export async function principalOf(ctx: ServiceContext, spaceId: string): Promise<string | undefined> {
  const { actor } = ctx;
  if (actor.kind === "service") return undefined;
  if (actor.kind === "agent") return actor.spaceId === spaceId ? actor.principalId : undefined;
  return (await findPerson(ctx.db, spaceId, actor.userId))?.id;
}
