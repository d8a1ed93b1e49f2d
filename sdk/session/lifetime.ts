import type { IssuedCredential } from "../protocol";

/** When a credential was received and how long it lives, by this machine's clock: a wrong clock does no harm. */
export interface Lifetime {
  receivedAtMs: number;
  lifeMs: number;
}

const renewAtShare = 0.75;
const renewJitterShare = 0.1;
const reuseShareMax = 0.5;
const lifeMsMin = 5_000;

/** Life is the JWT's own `exp - iat`, so that it does not depend on this clock being right. */
export function lifetimeOf(issued: Pick<IssuedCredential, "jwt" | "expiresAt">, nowMs: number): Lifetime {
  const claims = claimsOf(issued.jwt);
  const lifeMs =
    claims.exp !== undefined && claims.iat !== undefined
      ? (claims.exp - claims.iat) * 1_000
      : Date.parse(issued.expiresAt) - nowMs;
  return { receivedAtMs: nowMs, lifeMs: Math.max(lifeMsMin, Number.isFinite(lifeMs) ? lifeMs : lifeMsMin) };
}

/** How long to wait before asking for the next credential: around three quarters of its life. */
export function renewInMs(
  { receivedAtMs, lifeMs }: Lifetime,
  nowMs: number,
  random: () => number = Math.random,
): number {
  const share = renewAtShare + renewJitterShare * (random() * 2 - 1);
  return Math.max(0, receivedAtMs + lifeMs * share - nowMs);
}

/** Whether a credential is young enough to connect with once more, so that a restarted server does not bring a storm of requests for new ones. */
export function isReusable({ receivedAtMs, lifeMs }: Lifetime, nowMs: number): boolean {
  const age = nowMs - receivedAtMs;
  return age >= 0 && age < lifeMs * reuseShareMax;
}

function claimsOf(jwt: string): { iat?: number; exp?: number } {
  try {
    const body = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const claims: { iat?: unknown; exp?: unknown } = JSON.parse(atob(body));
    return {
      iat: typeof claims.iat === "number" ? claims.iat : undefined,
      exp: typeof claims.exp === "number" ? claims.exp : undefined,
    };
  } catch {
    return {};
  }
}
