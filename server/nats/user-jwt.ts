import { createHash } from "node:crypto";
import { publicKeyOf, signingKey } from "./keys";
import type { Scope } from "./permissions";
import type { SpaceKeys } from "./space-keys";

const header = Buffer.from(JSON.stringify({ typ: "JWT", alg: "ed25519-nkey" })).toString("base64url");

interface UserClaims {
  name: string;
  publicKey: string;
  issuerSeed: string;
  expiresAt?: Date;
  nats: Record<string, unknown>;
}

/** A user JWT of a space's scope. Synchronous, so that a connection can make a fresh one while it authenticates; 5,000 and more a second. */
export function encodeUserJwt(input: {
  scope: Scope;
  name: string;
  publicKey: string;
  keys: SpaceKeys;
  tags?: string[];
  expiresAt: Date;
}): string {
  return signUser({
    name: input.name,
    publicKey: input.publicKey,
    issuerSeed: input.keys[input.scope],
    expiresAt: input.expiresAt,
    nats: { issuer_account: publicKeyOf(input.keys.account), tags: input.tags ?? [] },
  });
}

/** A user JWT signed by the account itself, with no limits of its own: the platform's processes. */
export function encodeAccountUserJwt(input: { name: string; publicKey: string; accountSeed: string }): string {
  return signUser({
    name: input.name,
    publicKey: input.publicKey,
    issuerSeed: input.accountSeed,
    nats: { pub: {}, sub: {}, subs: -1, data: -1, payload: -1 },
  });
}

// NATS JWT v2 (github.com/nats-io/jwt): the claims are signed as they are encoded; `jti` is a hash of them.
function signUser({ name, publicKey, issuerSeed, expiresAt, nats }: UserClaims): string {
  const signer = signingKey(issuerSeed);
  const claims = {
    aud: "NATS",
    name,
    sub: publicKey,
    iss: signer.publicKey,
    iat: Math.floor(Date.now() / 1000),
    ...(expiresAt && { exp: Math.floor(expiresAt.getTime() / 1000) }),
    nats: { ...nats, type: "user", version: 2 },
  };
  const jti = createHash("sha256").update(JSON.stringify(claims)).digest("base64url");
  const body = `${header}.${Buffer.from(JSON.stringify({ ...claims, jti })).toString("base64url")}`;
  return `${body}.${Buffer.from(signer.sign(Buffer.from(body))).toString("base64url")}`;
}
