import { describe, expect, it } from "vitest";
import { isReusable, lifetimeOf, renewInMs } from "./lifetime";

const now = Date.parse("2026-01-01T00:00:00Z");

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ typ: "JWT" })}.${part(claims)}.signature`;
}

describe("lifetimeOf", () => {
  it("takes the JWT's own span, however wrong this clock is", () => {
    const issued = { jwt: jwt({ iat: 1_000, exp: 1_600, note: "ä?~" }), expiresAt: "2001-01-01T00:00:00Z" };
    expect(lifetimeOf(issued, now)).toEqual({ receivedAtMs: now, lifeMs: 600_000 });
  });

  it("falls back to `expiresAt`, and never takes a credential for shorter than five seconds", () => {
    const expiresAt = new Date(now + 60_000).toISOString();
    expect(lifetimeOf({ jwt: "opaque", expiresAt }, now).lifeMs).toBe(60_000);
    expect(lifetimeOf({ jwt: "opaque", expiresAt: "never" }, now).lifeMs).toBe(5_000);
    expect(lifetimeOf({ jwt: jwt({ iat: 5, exp: 5 }), expiresAt }, now).lifeMs).toBe(5_000);
  });
});

describe("renewing", () => {
  const lifetime = { receivedAtMs: now, lifeMs: 600_000 };

  it("comes between 65% and 85% of the life, spread by chance", () => {
    expect(renewInMs(lifetime, now, () => 0)).toBeCloseTo(390_000);
    expect(renewInMs(lifetime, now, () => 1)).toBeCloseTo(510_000);
    expect(renewInMs(lifetime, now + 700_000, () => 0.5)).toBe(0);
  });

  it("lets a young credential be used for another connection, an old one not", () => {
    expect(isReusable(lifetime, now + 299_000)).toBe(true);
    expect(isReusable(lifetime, now + 301_000)).toBe(false);
    expect(isReusable(lifetime, now - 1)).toBe(false);
  });
});
