import { expect, test } from "vitest";
import { readEnv } from "@/server/kernel";
import { isEmailVouchedFor, oidcProvider } from "./oidc";

test("single sign-on is offered when the environment names a provider, and only then", () => {
  expect(oidcProvider(readEnv({}))).toBeUndefined();
  const provider = oidcProvider(readEnv({ OIDC_ISSUER: "https://id.example.org/", OIDC_CLIENT_ID: "parley" }));
  expect(provider).toMatchObject({
    wellKnown: "https://id.example.org/.well-known/openid-configuration",
    checks: ["pkce", "state", "nonce"],
  });
});

test("an e-mail counts only when the provider says that it verified it", () => {
  const profile = { sub: "1", email: "a@example.org" };
  expect(isEmailVouchedFor({ ...profile, email_verified: true })).toBe(true);
  expect(isEmailVouchedFor({ ...profile, email_verified: false })).toBe(false);
  expect(isEmailVouchedFor(profile)).toBe(false);
  expect(isEmailVouchedFor({ sub: "1", email_verified: true })).toBe(false);
});
