import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { requirePermission } from "./check";
import { findPerson, findPlatformRole, findPrincipal } from "./identities/repository";

/** Lets the platform's own services and people with the platform role admin pass; throws FORBIDDEN for everybody else. */
export async function requireSpaceAdmin(ctx: ServiceContext): Promise<void> {
  if (await isPrivileged(ctx)) return;
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

/**
 * Lets whoever may do that on the channel pass: by a role of their own in the space, as people with the platform role admin,
 * or as a service. Throws the policy's own refusal for everybody else, which never tells whether a closed channel exists.
 * Returns the principal whose role it was; `undefined` for services and admins.
 */
export async function requireChannelRight(
  ctx: ServiceContext,
  spaceId: string,
  channel: string,
  action: "channel.read" | "channel.post" | "channel.moderate" | "channel.manage" | "thread.create",
): Promise<string | undefined> {
  if (await isPrivileged(ctx)) return undefined;
  const principal = await principalOf(ctx, spaceId);
  if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
  await requirePermission(ctx, { spaceId, principal, action, place: { channel } });
  return principal;
}

/** Whether whoever asks stands above all roles: a service of the platform, or somebody with the platform role admin. */
export async function isPrivileged({ actor, db }: ServiceContext): Promise<boolean> {
  if (actor.kind === "service") return true;
  // The session may be older than the role: the row decides.
  return actor.kind === "user" && (await findPlatformRole(db, actor.userId)) === "admin";
}
