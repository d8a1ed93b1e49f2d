import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Env } from "@/server/kernel";

/** What an OpenID Connect provider says about somebody (OpenID Connect Core 1.0, section 5.1). */
export interface OidcProfile {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  preferred_username?: string;
}

/** Sign-in at any OpenID Connect provider, when the environment names one. */
export function oidcProvider(env: Env): OAuthConfig<OidcProfile> | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId) return undefined;
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    client: clientSecret ? {} : { token_endpoint_auth_method: "none" },
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name ?? profile.preferred_username }),
  };
}

/**
 * Whether the provider vouches for the e-mail. Accounts are joined by e-mail, so an address that anybody may type into the provider
 * would let them take the account over.
 */
export function isEmailVouchedFor(profile: OidcProfile): profile is OidcProfile & { email: string } {
  return typeof profile.email === "string" && profile.email_verified === true;
}
