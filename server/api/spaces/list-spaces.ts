import type { SignedInUser } from "@/server/auth";
import type { ServiceContext } from "@/server/db";
import type { SpaceItem } from "../views";
import { listSpacesOf } from "./repository";

/** The spaces the user has a Person in, and all of them for an admin, by name. */
export async function listSpaces(ctx: ServiceContext, input: { user: SignedInUser }): Promise<SpaceItem[]> {
  const isAdmin = input.user.actor.platformRole === "admin";
  const spaces = await listSpacesOf(ctx.db, isAdmin ? {} : { userId: input.user.id });
  return spaces.map(({ id, displayName }) => ({ id, displayName: displayName || id }));
}
