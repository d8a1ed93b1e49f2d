import type { NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import type { Db } from "@/server/db";
import { type Env, type Logger, passwordStamp } from "@/server/kernel";
import type { AttemptLimiter } from "./attempt-limiter";
import { forwardedAddress } from "./forwarded-address";
import { isEmailVouchedFor, type OidcProfile, oidcProvider } from "./oidc";
import { normalizeEmail, verifySignIn } from "./sign-in";
import { ensureUser, findUser } from "./users";

const sessionSeconds = 7 * 24 * 3_600;
const passwordCharactersMax = 1_024;

export interface AuthWorld {
  db: Db;
  env: Env;
  log: Logger;
  limiter: AttemptLimiter;
  secret: string;
}

/** How people sign in. The session is an encrypted cookie with the user's id and a stamp of the password; everything else is read from the database each time. */
export function authOptions(world: AuthWorld): NextAuthOptions {
  const oidc = oidcProvider(world.env);
  return {
    secret: world.secret,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/signin", error: "/signin" },
    providers: [
      credentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (given, request) => {
          const { email, password } = given ?? {};
          if (!email || !password || password.length > passwordCharactersMax) return null;
          const address = forwardedAddress(request.headers?.["x-forwarded-for"]) ?? "unknown";
          return verifySignIn(world, { email, password, address });
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      signIn: ({ account, profile }) =>
        account?.type !== "oauth" || (!!profile && isEmailVouchedFor(profile as OidcProfile)),
      jwt: async ({ token, user, account, profile }) => {
        if (account?.type === "oauth" && profile?.email) {
          const email = normalizeEmail(profile.email);
          return claimsOf(await ensureUser(world.db, { email, name: profile.name ?? email }));
        }
        if (!user) return { sub: token.sub, stamp: token["stamp"] };
        const known = await findUser(world.db, user.id);
        return known ? claimsOf(known) : {};
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { id: token.sub, stamp: String(token["stamp"]) },
      }),
    },
    logger: {
      error: (code, metadata) => world.log.error({ code, err: causeOf(metadata) }, "sign-in failed"),
      warn: (code) => world.log.debug({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

function claimsOf({ id, passwordHash }: { id: string; passwordHash: string | null }) {
  return { sub: id, stamp: passwordStamp(passwordHash) };
}

function causeOf(metadata: Error | { error?: Error }): Error | undefined {
  return metadata instanceof Error ? metadata : metadata.error;
}
