import { decodeJwt, errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";

/** Signatures of key pairs alone: with `none` or a shared secret anybody could sign. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const clockToleranceSeconds = 30;
const charactersMax = 500;
const keysTriedMax = 5;

/** Whose token it claims to be. */
export interface TokenClaim {
  issuer: string;
  subject: string;
}

/** What an unverified token says of itself; both empty when it says nothing that could be true. */
export function claimOf(token: string): TokenClaim {
  try {
    const { iss, sub } = decodeJwt(token);
    if (isName(iss) && isName(sub)) return { issuer: iss, subject: sub };
  } catch {
    // Not a token: it claims nothing.
  }
  return { issuer: "", subject: "" };
}

function isName(given: unknown): given is string {
  return typeof given === "string" && given.length <= charactersMax && !/\p{Cc}/u.test(given);
}

/** Whether the issuer signed that claim for that audience, and `now` lies within its life (RFC 7519; an end is demanded). */
export async function isTokenRight(
  token: string,
  expected: TokenClaim & { audience: string; now: Date },
  findKey: JWTVerifyGetKey,
): Promise<boolean> {
  const { issuer, subject, audience, now } = expected;
  const options: JWTVerifyOptions = {
    algorithms,
    issuer,
    subject,
    audience,
    currentDate: now,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["exp"],
  };
  try {
    await jwtVerify(token, findKey, options);
    return true;
  } catch (error) {
    return error instanceof errors.JWKSMultipleMatchingKeys ? isRightByAny(token, error, options) : false;
  }
}

/** A token that does not name its key is right when one of those it may mean verifies it. */
async function isRightByAny(
  token: string,
  keys: errors.JWKSMultipleMatchingKeys,
  options: JWTVerifyOptions,
): Promise<boolean> {
  let tried = 0;
  for await (const key of keys) {
    if (tried === keysTriedMax) return false;
    tried += 1;
    try {
      await jwtVerify(token, key, options);
      return true;
    } catch {
      // The next key may be the one.
    }
  }
  return false;
}
