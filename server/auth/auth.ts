import type { NextRequest } from "next/server";
import type { Db } from "@/server/db";
import { type Actor, passwordStamp } from "@/server/kernel";
import { type AuthWorld, authOptions } from "./options";
import { findUser } from "./users";

export type UserActor = Extract<Actor, { kind: "user" }>;

export interface SignedInUser {
  id: string;
  email: string;
  name: string;
  actor: UserActor;
  /** Of the session; see `passwordStamp`. */
  stamp?: string;
}

export interface Auth {
  /** Answers `/api/auth/*`. */
  handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response>;
  /** The user of the current request's session; null without one, and as `findSignedIn` says. */
  currentUser(): Promise<SignedInUser | null>;
  /** Whether a session that began as `user` still lasts, for what goes on after its request was let in. */
  isStillSignedIn(user: SignedInUser): Promise<boolean>;
  hasSingleSignOn: boolean;
}

/** Sign-in, sessions and who is asking. next-auth is loaded at the first use, because programs import this room for its passwords too. */
export function createAuth(world: AuthWorld): Auth {
  const options = authOptions(world);
  return {
    handle: async (request, context) => {
      const { default: nextAuth } = await import("next-auth");
      return nextAuth(request, context, options);
    },
    currentUser: async () => {
      const { getServerSession } = await import("next-auth");
      const session = await getServerSession(options);
      return session ? findSignedIn(world.db, session.user) : null;
    },
    isStillSignedIn: async (user) => (await findSignedIn(world.db, user)) !== null,
    hasSingleSignOn: options.providers.length > 1,
  };
}

/** The user of a session; null when they are gone or disabled since, or the session began under another password. */
export async function findSignedIn(db: Db, session: { id?: string; stamp?: string }): Promise<SignedInUser | null> {
  const user = session.id === undefined ? null : await findUser(db, session.id);
  if (!user || user.disabledAt || passwordStamp(user.passwordHash) !== session.stamp) return null;
  const { id, email, name, platformRole } = user;
  return { id, email, name, actor: { kind: "user", userId: id, email, platformRole }, stamp: session.stamp };
}
