import type { NatsConnection } from "@nats-io/nats-core";
import { AppError } from "@/server/kernel";

const claimsTimeoutMs = 5_000;

/** Makes the server use this account JWT at once: new rights for new connections, revoked keys disconnected. Throws UNAVAILABLE when the server does not take it. */
export async function pushAccount(system: NatsConnection, jwt: string): Promise<void> {
  const answer = await system
    .request("$SYS.REQ.CLAIMS.UPDATE", jwt, { timeout: claimsTimeoutMs })
    .catch((cause: unknown) => {
      throw new AppError("UNAVAILABLE", "NATS did not answer the account update.", { reason: "claims_timeout", cause });
    });
  const { error } = answer.json<{ error?: { description: string } }>();
  if (error) {
    throw new AppError("UNAVAILABLE", "NATS refused the account update.", {
      reason: "claims_refused",
      detail: { description: error.description },
    });
  }
}

/** The account JWT the server has; `undefined` when it has none. Throws UNAVAILABLE when it does not answer. */
export async function lookupAccount(system: NatsConnection, publicKey: string): Promise<string | undefined> {
  const answer = await system
    .request(`$SYS.REQ.ACCOUNT.${publicKey}.CLAIMS.LOOKUP`, undefined, { timeout: claimsTimeoutMs })
    .catch((cause: unknown) => {
      throw new AppError("UNAVAILABLE", "NATS did not answer the account look-up.", {
        reason: "claims_timeout",
        cause,
      });
    });
  const jwt = answer.string();
  return jwt === "" ? undefined : jwt;
}
