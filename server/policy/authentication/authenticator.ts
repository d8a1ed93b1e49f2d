import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "@/server/db";
import { AppError, type Clock, type Logger } from "@/server/kernel";
import { requireUserPublicKey } from "../credentials/public-key";
import { recogniseAgentKey } from "../identities/authenticate-agent-key";
import { answeredBy } from "./answer-challenge";
import type { AuthMethod } from "./attempt";
import { createAttemptCounter } from "./attempts";
import { type BrakeLimits, brakeLimitsDefault, createBrake } from "./brake";
import { makeChallenge, openChallenge } from "./challenge";
import type { Fetch } from "./fetch-json";
import { createKeySets } from "./key-sets";
import { readProof, targetOf } from "./proof";
import { recogniseSession } from "./recognise-session";
import { recogniseToken } from "./recognise-token";
import { makeSessionToken } from "./session-token";

/** The agent that proved who it is, in its own space. */
export interface Caller {
  spaceId: string;
  principalId: string;
}

export interface Authenticator {
  /**
   * The agent that the `Authorization` header proves, in the space that it asks for: by API key, by session token or by a
   * token of an issuer that the space trusts. Every failure, whatever is wrong, costs one look-up, takes the same time and
   * throws the same UNAUTHORIZED; LIMIT_EXCEEDED with `detail.retryAfterMs` after too many from one address or on one
   * claim. A right proof is never refused for others' wrong ones. Every attempt is counted.
   */
  authenticate(input: { spaceId: string; authorization: string | undefined; address: string }): Promise<Caller>;
  /** A text to sign with the key pair within a minute; the same for spaces and key pairs that nobody knows. Throws VALIDATION for what is no public nkey. */
  createChallenge(input: { spaceId: string; publicKey: string }): { challenge: string; expiresAt: string };
  /** A session token for whoever signed the challenge, once; fails like `authenticate`. */
  answerChallenge(input: {
    spaceId: string;
    challenge: string;
    /** Ed25519 over the challenge's UTF-8, in base64 of either alphabet. */
    signature: string;
    address: string;
  }): Promise<{ token: string; expiresAt: string }>;
  /** Writes what was counted. */
  close(): Promise<void>;
}

/** No failure is answered sooner, so that its cause cannot be told from the time its work took. */
const failureMs = 25;

/** Tells who asks; one for each process that agents talk to. */
export function createAuthenticator(options: {
  db: Db;
  clock: Clock;
  log: Logger;
  /** The installation's: challenges and session tokens are authenticated with it. */
  secret: string;
  limits?: BrakeLimits;
  /** Fetches issuers' keys. */
  fetch?: Fetch;
}): Authenticator {
  const { db, clock, secret } = options;
  const attempts = createAttemptCounter(options);
  const brake = createBrake(options.limits ?? brakeLimitsDefault);
  const world = { db, clock, secret, keySets: createKeySets(options) };

  /** Runs an attempt, counts it, and makes all failures alike. */
  async function attempt<Answer>(
    { spaceId, address, method, target }: { spaceId: string; address: string; method: AuthMethod; target: string },
    prove: () => Promise<Answer | undefined>,
  ): Promise<Answer> {
    const startedAt = performance.now();
    const answer = await prove();
    if (answer !== undefined) {
      attempts.count(spaceId, method, "accepted");
      return answer;
    }
    // Without a proof there is nothing to guess.
    const retryAfterMs = method === "none" ? 0 : await brake.charge({ address, target });
    attempts.count(spaceId, method, retryAfterMs > 0 ? "slowed" : "refused");
    await wait(Math.max(0, failureMs - (performance.now() - startedAt)));
    throw retryAfterMs > 0 ? tooMany(retryAfterMs) : unauthorized();
  }

  return {
    authenticate({ spaceId, authorization, address }) {
      const proof = readProof(authorization);
      const { method, text } = proof;
      return attempt({ spaceId, address, method, target: targetOf(proof) }, async () => {
        if (method === "session") return recogniseSession(world, spaceId, text);
        if (method === "jwt") return recogniseToken(world, spaceId, text);
        return recogniseAgentKey(world, text, spaceId);
      });
    },
    createChallenge({ spaceId, publicKey }) {
      requireUserPublicKey(publicKey);
      const { challenge, expiresAt } = makeChallenge(secret, { space: spaceId, publicKey, now: clock.now() });
      return { challenge, expiresAt: expiresAt.toISOString() };
    },
    answerChallenge({ spaceId, address, ...answer }) {
      const target = `nkey:${openChallenge(secret, answer.challenge, clock.now())?.publicKey ?? ""}`;
      return attempt({ spaceId, address, method: "nkey", target }, async () => {
        const publicKey = await answeredBy(world, spaceId, answer);
        if (publicKey === undefined) return undefined;
        const { token, expiresAt } = makeSessionToken(secret, { space: spaceId, publicKey, now: clock.now() });
        return { token, expiresAt: expiresAt.toISOString() };
      });
    },
    close: () => attempts.flush(),
  };
}

function unauthorized(): AppError {
  const message =
    "Prove that you are an agent of this space: send Authorization: Bearer with an API key (pk_…), a session token (ps_…) or a token of an issuer that the space trusts.";
  return new AppError("UNAUTHORIZED", message, { reason: "invalid_credentials" });
}

function tooMany(retryAfterMs: number): AppError {
  const message = "Too many attempts that proved nothing. Wait before the next one.";
  return new AppError("LIMIT_EXCEEDED", message, { reason: "too_many_attempts", detail: { retryAfterMs } });
}
