import type { TokenIssuerRow } from "./token-issuer-repository";

/** An issuer as admins see it. Dates are RFC 3339. */
export interface TokenIssuerView {
  /** The `iss` of its tokens. */
  issuer: string;
  /** One that must be among the token's `aud`. */
  audience: string;
  /** How its keys are found: fetched from `jwksUri`, by OpenID discovery, or pasted. */
  keys: "jwks-uri" | "discovery" | "pasted";
  jwksUri: string | null;
  /** `kid`s of the pasted keys, those without one as an empty text. */
  keyIds: string[];
  /** Agents' names in its tokens. */
  subjects: number;
  createdAt: string;
}

export function viewOfTokenIssuer(row: TokenIssuerRow, subjects: number): TokenIssuerView {
  const { issuer, audience, jwksUri, createdAt } = row;
  const keys = row.jwks ? "pasted" : jwksUri ? "jwks-uri" : "discovery";
  return { issuer, audience, keys, jwksUri, keyIds: keyIdsOf(row.jwks), subjects, createdAt: createdAt.toISOString() };
}

function keyIdsOf(jwks: unknown): string[] {
  const { keys = [] } = (jwks ?? {}) as { keys?: { kid?: string }[] };
  return keys.map(({ kid = "" }) => kid);
}
