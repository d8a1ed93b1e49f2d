import { createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";

const keysMax = 100;
const charactersMax = 65_536;
const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"];

const Jwk = z
  .looseObject({ kty: z.string(), kid: z.string().max(500).optional() })
  .refine((jwk) => jwk.kty !== "oct", "a key of a key pair, not a shared secret")
  .refine((jwk) => !privateMembers.some((member) => member in jwk), "the public half alone: this one holds a secret")
  .refine((jwk) => jwk.kty === "oct" || isPublicKey(jwk), "a public key that can be read (RFC 7517)");

/** A key set (RFC 7517) of public keys alone. */
export const Jwks = z
  .looseObject({ keys: z.array(Jwk).min(1, "at least one key").max(keysMax, `at most ${keysMax} keys`) })
  .refine((jwks) => JSON.stringify(jwks).length <= charactersMax, `at most ${charactersMax} characters`);
export type Jwks = z.infer<typeof Jwks>;

function isPublicKey(jwk: JsonWebKey): boolean {
  try {
    return createPublicKey({ key: jwk, format: "jwk" }).type === "public";
  } catch {
    return false;
  }
}
